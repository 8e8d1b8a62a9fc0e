extension Migration {
    /// The queue and its lanes.
    static let jobs = Migration(
        number: 4, name: "jobs",
        statements: [
            """
            CREATE TABLE lane (
                name {TEXT} NOT NULL PRIMARY KEY,
                concurrency {COUNT} NOT NULL,
                spacing {COUNT} NOT NULL,
                opens_at {INSTANT} NOT NULL,
                last_start_at {INSTANT} NOT NULL,
                CONSTRAINT lane_limits CHECK (concurrency >= 1 AND spacing >= 0)
            ) {STRICT}
            """,
            """
            CREATE TABLE job (
                id {TEXT} NOT NULL PRIMARY KEY,
                kind {TEXT} NOT NULL,
                lane {TEXT} NOT NULL REFERENCES lane (name),
                payload {TEXT} NOT NULL,
                run_at {INSTANT} NOT NULL,
                attempts {COUNT} NOT NULL,
                worker {TEXT},
                leased_until {INSTANT},
                CONSTRAINT job_lease CHECK ((worker IS NULL) = (leased_until IS NULL)),
                CONSTRAINT job_attempts CHECK (attempts >= 0)
            ) {STRICT}
            """,
            "CREATE INDEX job_waiting ON job (lane, run_at, id) WHERE worker IS NULL",
            "CREATE INDEX job_due ON job (run_at) WHERE worker IS NULL",
            "CREATE INDEX job_running ON job (lane) WHERE worker IS NOT NULL",
            "CREATE INDEX job_by_worker ON job (worker) WHERE worker IS NOT NULL",
        ])
}
