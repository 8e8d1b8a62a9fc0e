"""The two engines as a benchmark needs them: fast loading, plain questions, and a note of each claim."""

import contextlib
import pathlib
import sqlite3
import subprocess

from population import Population
from processes import ThrowAwayPostgres


class SQLite:
    name = "SQLite"
    database_url = None

    def open(self, installation):
        self.path = installation.folder / "tieline.db"

    def ask(self, statement):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection:
            return connection.execute(statement).fetchall()

    def execute(self, statement):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection:
            connection.execute(statement)
            connection.commit()

    def load(self, population: Population):
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            # Loading is not measured: it may be lost in a crash, and indexes are made once, at the end.
            connection.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000;")
            for table, columns, rows in population.tables():
                indexes = connection.execute(
                    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
                    [table],
                ).fetchall()
                connection.execute("BEGIN")
                for name, _ in indexes:
                    connection.execute(f"DROP INDEX {name}")
                places = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
                for _, statement in indexes:
                    connection.execute(statement)
                connection.execute("COMMIT")

    def note_claims(self):
        """From now on each claim of a job leaves its moment, in milliseconds, in `bench_claim`."""
        self.execute("CREATE TABLE bench_claim (at REAL NOT NULL)")
        self.execute(
            """
            CREATE TRIGGER bench_claim AFTER UPDATE OF worker ON job WHEN NEW.worker IS NOT NULL
            BEGIN INSERT INTO bench_claim VALUES ((julianday('now') - 2440587.5) * 86400000.0); END
            """
        )

    def processes(self):
        """None: it works inside Tieline."""
        return []

    def close(self):
        """The file goes with the installation's folder."""


class Postgres(ThrowAwayPostgres):
    """A cluster with PostgreSQL's own settings: unlike in the tests, a commit waits for the disk."""

    name = "PostgreSQL"

    def __init__(self):
        super().__init__()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tieline", "bench")
        self.database_url = f"postgres://tieline@127.0.0.1:{self.port}/bench"

    def start(self):
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def open(self, installation):
        """The cluster holds the data, wherever the installation's folder is."""

    def ask(self, statement):
        lines = self._psql(["-At", "-F", "\t", "-c", statement]).decode().splitlines()
        return [tuple(map(_value, line.split("\t"))) for line in lines]

    def execute(self, statement):
        self._psql(["-c", statement])

    def load(self, population: Population):
        for table, columns, rows in population.tables():
            indexes = self.ask(
                f"""
                SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}'
                AND indexname NOT IN (SELECT conname FROM pg_constraint)
                """
            )
            for name, _ in indexes:
                self.execute(f"DROP INDEX {name}")
            self._copy(table, columns, rows)
            for _, statement in indexes:
                self.execute(statement)
            # As autovacuum would do by itself, a little later.
            self.execute(f"VACUUM ANALYZE {table}")

    def note_claims(self):
        """As in `SQLite`."""
        self.execute("CREATE TABLE bench_claim (at DOUBLE PRECISION NOT NULL)")
        self.execute(
            """
            CREATE FUNCTION bench_claim() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO bench_claim VALUES (EXTRACT(EPOCH FROM clock_timestamp()) * 1000); RETURN NULL; END'
            """
        )
        self.execute(
            """
            CREATE TRIGGER bench_claim AFTER UPDATE OF worker ON job
            FOR EACH ROW WHEN (NEW.worker IS NOT NULL) EXECUTE FUNCTION bench_claim()
            """
        )

    def processes(self):
        return [int(pathlib.Path(f"{self.folder}/data/postmaster.pid").read_text().split()[0])]

    def close(self):
        self.stop()

    def _copy(self, table, columns, rows):
        # Foreign keys hold by construction, and checking them row by row takes longer than everything else.
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        command = self._command(["-c", "SET session_replication_role = replica", "-c", statement])
        loading = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        with loading.stdin as pipe:
            for row in rows:
                pipe.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
        assert loading.wait(300) == 0, f"COPY into {table} failed"

    def _psql(self, arguments):
        return subprocess.run(self._command(arguments), check=True, capture_output=True, timeout=300).stdout

    def _command(self, arguments):
        server = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "tieline", "-d", "bench"]
        return [str(self.bin / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", *server, *arguments]


def _value(text):
    """What SQLite would give as a number is one here too."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
