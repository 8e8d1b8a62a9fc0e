import pathlib
import shutil
import subprocess
import tempfile

import pytest
from playwright.sync_api import sync_playwright

from browsing import launch
from installation import Installation
from post_office import PostOffice
from processes import SandboxUtility, ThrowAwayPostgres, free_port
from relay import AUTHORITY, MAIL_DOMAIN


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


@pytest.fixture
def shared_folder():
    """A folder that programs of other users can enter; pytest's own are closed to them."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tieline-shared-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def by_postfix(make_installation, tieline, sandbox, shared_folder):
    """Puts a Postfix between a `RelaySandbox` and Tieline, which it delivers to by `smtp`, `lmtp` or `pipe`.

    Answers the installation, started, with an API token, and the post office.
    """
    if not PostOffice.is_possible():
        pytest.skip("Postfix needs root")
    opened = []

    def install(**environment):
        common = {"TIELINE_MAIL_DOMAIN": MAIL_DOMAIN, "TIELINE_MAIL_AUTHSERV_ID": AUTHORITY}
        return make_installation(workers=2, environment={**common, **environment})

    def smtp():
        address = f"127.0.0.1:{free_port()}"
        installation = install(TIELINE_SMTP_LISTEN=address, TIELINE_MAIL_TRUSTED_PEERS="127.0.0.1")
        return installation, {"transport": f"smtp:[127.0.0.1]:{address.rpartition(':')[2]}"}

    def lmtp():
        # As docs/operations.md says: the mail server's group may write there.
        folder = shared_folder / "run"
        folder.mkdir()
        shutil.chown(folder, group="postfix")
        folder.chmod(0o2750)
        return install(TIELINE_LMTP_LISTEN=f"{folder}/lmtp.sock"), {"transport": f"lmtp:unix:{folder}/lmtp.sock"}

    def pipe():
        program = shared_folder / "tieline"
        script = pathlib.Path(__file__).parents[2] / "scripts/install"
        subprocess.run([script, tieline.parent, program], check=True, capture_output=True, timeout=120)
        installation = install()
        environment = [f"{name}={value}" for name, value in installation.environment.items()]
        command = ["/usr/bin/env", *environment, program / "tieline", "mail", "receive", "${recipient}"]
        return installation, {"transport": "tieline:", "pipe": command}

    def begin(way):
        installation, options = {"smtp": smtp, "lmtp": lmtp, "pipe": pipe}[way]()
        opened.append(PostOffice(MAIL_DOMAIN, port=sandbox.door, **options))
        token = installation.found()
        installation.start()
        if way == "pipe":
            # The command runs as a user of its own, to whom the installation then belongs.
            for path in [installation.folder, *installation.folder.rglob("*")]:
                shutil.chown(path, "nobody", "nogroup")
        return installation, token, opened[-1]

    yield begin
    for office in opened:
        office.stop()


ENGINES = ["sqlite", "postgres"]
