"""The installed folder is the whole product: it runs where neither checkout, build folder nor Swift can be reached."""

import os
import pathlib
import shutil
import subprocess

import pytest
from processes import Process, free_port, request

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def shipped(tieline, tmp_path):
    """The folder that `make release` makes, of the binary under test."""
    folder = tmp_path / "out" / "tieline"
    done = subprocess.run([ROOT / "scripts/install", tieline.parent, folder], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout.strip() == f"{folder}/tieline", (done.stdout, done.stderr)
    return folder


@pytest.fixture
def alone(tieline, tmp_path):
    """Makes commands run in an empty folder, with everything hidden that the binary was made from."""
    if os.getuid() != 0:
        pytest.skip("hiding folders needs root")
    libraries = subprocess.run(["ldd", tieline], capture_output=True, text=True, timeout=30).stdout
    swift = next(line.split()[2] for line in libraries.splitlines() if "/swift/linux/" in line)
    # Of the toolchain its root, of the build folder the whole of it, and the checkout.
    hidden = [pathlib.Path(swift.split("/usr/lib/swift/")[0]), tieline.parent.parent, ROOT]
    hidden = [str(folder) for folder in hidden if folder not in tmp_path.parents and str(folder) != "/"]
    empty = tmp_path / "empty"
    empty.mkdir()
    script = 'mount --make-rprivate / && for f in $HIDDEN; do mount -t tmpfs none "$f" || exit 97; done; cd "$EMPTY" && exec "$@"'

    def command(*arguments):
        environment = ["env", f"HIDDEN={' '.join(hidden)}", f"EMPTY={empty}"]
        return [*environment, "unshare", "-m", "bash", "-c", script, "alone", *[str(a) for a in arguments]]

    if subprocess.run(command("true"), capture_output=True, timeout=30).returncode != 0:
        pytest.skip("folders cannot be hidden here")
    assert subprocess.run(command("ls", tieline), capture_output=True, timeout=30).returncode != 0
    return command


def run(command, *arguments):
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=60)


def test_it_runs_from_an_empty_folder(shipped, alone):
    program = shipped / "tieline"
    for step in (["keys", "create"], ["migrate"]):
        done = run(alone, program, *step)
        assert done.returncode == 0, (step, done.stdout, done.stderr)
    doctor = run(alone, program, "doctor")
    assert doctor.returncode == 0 and "✓ Pages, assets and providers are there." in doctor.stdout, doctor.stdout

    sandbox_port = free_port()
    sandbox = Process(alone(program, "sandbox", "--port", sandbox_port))
    port = free_port()
    server = Process(alone(program, "serve", "--port", port), {"TIELINE_SANDBOX_URL": f"http://127.0.0.1:{sandbox_port}"})
    try:
        sandbox.wait_for_line("listening", 30)
        server.wait_for_line("listening", 30)
        url = f"http://127.0.0.1:{port}"
        assert request(f"{url}/health/ready")[0] == 200
        status, _, page = request(f"{url}/sign-in", headers={"Accept": "text/html"})
        assert status == 200 and b"Sign in" in page
        sheet = next(part for part in page.decode().split('"') if part.startswith("/assets/tieline.") and part.endswith(".css"))
        assert request(url + sheet)[0] == 200
        assert request(f"http://127.0.0.1:{sandbox_port}/harbor/assets/harbor.css")[0] == 200
    finally:
        server.stop()
        sandbox.stop()


@pytest.mark.parametrize("folder", ["tieline_Web.resources", "tieline_Doorstep.resources", "tieline_Providers.resources"])
def test_what_is_missing_is_named(shipped, alone, folder):
    program = shipped / "tieline"
    assert run(alone, program, "keys", "create").returncode == 0
    assert run(alone, program, "migrate").returncode == 0
    shutil.rmtree(shipped / folder)
    doctor = run(alone, program, "doctor")
    (line,) = [line for line in doctor.stdout.splitlines() if line.startswith("✗")]
    assert doctor.returncode == 1 and str(shipped / folder) in line and ".resources" in line, doctor.stdout
    served = run(alone, program, "serve", "--port", free_port())
    assert served.returncode == 1 and len(served.stderr.strip().splitlines()) == 1, served.stderr
    assert str(shipped / folder) in served.stderr


def test_installing_overwrites_nothing_else(tieline, tmp_path):
    (tmp_path / "mine").write_text("precious")
    done = subprocess.run([ROOT / "scripts/install", tieline.parent, tmp_path], capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert (tmp_path / "mine").read_text() == "precious"
