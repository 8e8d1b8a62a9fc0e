"""One Tieline installation under test: its data folder, its engine, its process, and its API."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import time

from processes import Process, free_port, request, wait_until

PASSWORD = "correct horse battery staple"


class Installation:
    def __init__(self, tieline, sandbox, database_url=None, speed=600, workers=4, environment=None, folder=None):
        self.tieline = tieline
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="tieline-e2e-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.logs = []
        self.environment = {
            "TIELINE_DATA": str(self.folder),
            "TIELINE_PORT": str(self.port),
            "TIELINE_SANDBOX_URL": sandbox.url,
            "TIELINE_RETRY_SPEED": str(speed),
            "TIELINE_WORKERS": str(workers),
            "TIELINE_NODE": "end-to-end",
            "TIELINE_LOG_LEVEL": "info",
            **(environment or {}),
        }
        if database_url:
            self.environment["TIELINE_DATABASE_URL"] = database_url
        self.run("keys", "create")
        self.run("migrate")

    def run(self, *arguments, input=None, check=True):
        done = subprocess.run(
            [str(self.tieline), *[str(a) for a in arguments]],
            input=input,
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, **self.environment},
        )
        assert not check or done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
        return done

    def found(self, organization="Acme Solar", email="olga@acme.example", name="Olga Owner", password=PASSWORD):
        """An organization with its owner; answers an API token of it."""
        self.run(
            "user", "owner", "--organization", organization, "--email", email, "--name", name, "--password-stdin",
            input=password + "\n",
        )
        return self.run("keys", "api", "--email", email, "--name", "end to end").stdout.strip().splitlines()[-1]

    def start(self):
        self.process = Process([self.tieline, "serve"], self.environment)
        self.logs.append(self.process)
        self.process.wait_for_line("listening", 60)
        return self

    def kill(self):
        self.process.kill()

    def stop(self):
        if self.process:
            self.process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    # The API, as a client sees it.

    def _ask(self, path, **question):
        """One request; told to wait, it waits for as long as the answer says and asks again."""
        for _ in range(60):
            status, headers, answer = request(self.url + path, **question)
            if status != 429:
                break
            time.sleep(int(headers["Retry-After"]))
        return status, answer

    def get(self, path, token, expect=200):
        status, body = self._ask(path, token=token)
        assert status == expect, (path, status, body)
        return json.loads(body)

    def post(self, path, token, body=None, expect=(200, 201, 202)):
        status, answer = self._ask(path, method="POST", body=body if body is not None else {}, token=token)
        assert status in expect, (path, status, answer)
        return json.loads(answer)

    def connect(self, token, provider, username, password="sunny-day-42", customer=None, **answers):
        created = self.post(
            "/v1/connections",
            token,
            {
                "customer_name": customer or f"Customer {username}",
                "provider": provider,
                "credentials": {"username": username, "password": password, **answers},
            },
        )
        return created["id"]

    def connection(self, token, id):
        return self.get(f"/v1/connections/{id}", token)

    def wait_for(self, token, id, test, limit=60):
        """Waits until a connection is as `test` wants it."""

        def there():
            now = self.connection(token, id)
            return now if test(now) else None

        return wait_until(there, limit, f"{id} to be as wanted", every=0.1)

    def settle(self, token, id, status, limit=60):
        """Waits until the connection shows `status` and does nothing."""

        def settled():
            now = self.connection(token, id)
            return now if now["status"] == status and now["activity"] == "idle" else None

        try:
            return wait_until(settled, limit, f"{id} to be {status}", every=0.2)
        except AssertionError as error:
            raise AssertionError(f"{error}; it is {self.connection(token, id)}\n{self.process.output[-3000:]}") from None

    def claimed_jobs(self, postgres=None):
        """How many jobs a worker holds, read beside Tieline."""
        return int(self.query("SELECT count(*) FROM job WHERE worker IS NOT NULL", postgres)[0])

    def trace(self, connection, postgres=None):
        """The flight recorders of a connection's runs, in order, read beside Tieline."""
        id = connection.removeprefix("con_")
        return self.query(
            "SELECT steps FROM evidence JOIN run ON run.id = evidence.run_id "
            f"WHERE run.connection_id = '{id}' ORDER BY run.id",
            postgres,
        )

    def query(self, sql, postgres=None):
        """The first column of each row."""
        url = self.environment.get("TIELINE_DATABASE_URL")
        if url:
            return postgres.query(url.rpartition("/")[2], sql)
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/tieline.db?mode=ro", uri=True)) as database:
            return [row[0] for row in database.execute(sql)]

    def all(self, token):
        found, cursor = [], None
        while True:
            page = self.get("/v1/connections?filter=all&limit=100" + (f"&cursor={cursor}" if cursor else ""), token)
            found += page["data"]
            cursor = page["next_cursor"]
            if not cursor:
                return found
