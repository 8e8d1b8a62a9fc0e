"""The document is valid, and the running API keeps it: an independent validator and an independent client say so."""

import json
import pathlib
import subprocess
import sys

from openapi_spec_validator import validate
from processes import request

KEPT = pathlib.Path(__file__).parents[2] / "docs/api/openapi.json"


def test_the_document_is_valid_and_is_the_one_in_docs(tieline):
    text = subprocess.run([str(tieline), "openapi"], capture_output=True, text=True, timeout=30, check=True).stdout
    document = json.loads(text)
    validate(document)
    assert document["openapi"].startswith("3.1") and len(document["paths"]) >= 8
    assert json.loads(KEPT.read_text()) == document


def test_every_answer_keeps_the_document(make_installation, tmp_path):
    tieline = make_installation(workers=1)
    token = tieline.found()
    tieline.start()
    # Something to be found, so that not every list is empty.
    tieline.settle(token, tieline.connect(token, "sandbox-harbor", "sunny"), "CONNECTED")
    document = tmp_path / "openapi.json"
    document.write_text(tieline.run("openapi").stdout)
    done = subprocess.run(
        [
            str(pathlib.Path(sys.executable).with_name("schemathesis")), "run", str(document), "--url", tieline.url,
            "--header", f"Authorization: Bearer {token}", "--max-examples", "12", "--seed", "7",
            "--generation-deterministic", "--rate-limit", "9/s",
            "--phases", "examples,coverage,fuzzing", "--max-time", "60", "--no-color", "--workers", "1",
            "--request-timeout", "10", "--continue-on-failure",
            # A schema cannot say which provider exists, or which cursor was handed out.
            "--exclude-checks", "positive_data_acceptance",
        ],
        capture_output=True, text=True, timeout=180, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout or "passed" in done.stdout, done.stdout[-3000:]


def test_a_key_may_do_what_its_scopes_say_until_it_is_revoked(make_installation):
    tieline = make_installation(workers=1)
    token = tieline.found()
    email = "olga@acme.example"
    reader = tieline.run("keys", "api", "--email", email, "--name", "reader", "--scope", "connections:read").stdout.strip()
    tieline.start()
    id = tieline.connect(token, "sandbox-harbor", "sunny")
    tieline.settle(token, id, "CONNECTED")
    assert tieline.get(f"/v1/connections/{id}", reader)["status"] == "CONNECTED"
    body = {"credentials": {"username": "sunny", "password": "x" * 12}}
    for method, path, sent in (
        ("POST", f"/v1/connections/{id}/checks", {}),
        ("POST", f"/v1/connections/{id}/credentials", body),
        ("POST", "/v1/connections", {"provider": "sandbox-harbor", "customer_name": "No"}),
        ("GET", f"/v1/connections/{id}/bills", None),
        ("GET", f"/v1/connections/{id}/accounts", None),
    ):
        status, _, answer = request(tieline.url + path, method, body=sent, token=reader)
        assert status == 403 and json.loads(answer)["code"], (path, status, answer)
        assert request(tieline.url + path, method, body=sent)[0] == 401
    assert len(tieline.all(token)) == 1
