import pathlib

import pytest
from playwright.sync_api import sync_playwright

from browsing import launch
from installation import Installation
from processes import SandboxUtility, ThrowAwayPostgres


def pytest_addoption(parser):
    parser.addoption("--tieline", default=".build/debug/tieline", help="the binary under test")
    parser.addoption("--checks", type=int, default=60, help="how many checks run while the server is killed")
    parser.addoption("--kills", type=int, default=10, help="how often the server is killed meanwhile")


@pytest.fixture(scope="session")
def tieline(request):
    path = pathlib.Path(request.config.getoption("--tieline")).resolve()
    assert path.exists(), f"{path} is not there; run make test"
    return path


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def sandbox(tieline):
    utility = SandboxUtility(tieline)
    yield utility
    utility.stop()


@pytest.fixture(scope="session")
def postgres():
    cluster = ThrowAwayPostgres()
    yield cluster
    cluster.stop()


@pytest.fixture
def make_installation(tieline, sandbox, request):
    """Makes installations on the engine asked for; all are stopped at the end."""
    made = []

    def make(engine="sqlite", **options):
        url = None
        if engine == "postgres":
            cluster = request.getfixturevalue("postgres")
            url = cluster.database()
        made.append(Installation(tieline, sandbox, url, **options))
        return made[-1]

    yield make
    for installation in made:
        installation.stop()


ENGINES = ["sqlite", "postgres"]
