public import Domain

/// The flight recorder's tapes: redacted steps and a masked screenshot per run.
public struct EvidenceRepository<Access> {
    let session: any SQLSession

    /// The steps, as the JSON they were put in.
    public func steps(_ run: Run.ID, in organization: Organization.ID) throws(StoreError) -> String? {
        let row = try session.first(
            """
            SELECT evidence.steps FROM evidence JOIN run ON run.id = evidence.run_id
            WHERE run.id = $1 AND run.organization_id = $2
            """, [.id(run), .id(organization)])
        guard let row else { return nil }
        return try row.text("steps")
    }

    /// The screenshot's PNG; nil when none was taken.
    public func screenshot(_ run: Run.ID, in organization: Organization.ID) throws(StoreError) -> [UInt8]? {
        let row = try session.first(
            """
            SELECT evidence.screenshot FROM evidence JOIN run ON run.id = evidence.run_id
            WHERE run.id = $1 AND run.organization_id = $2
            """, [.id(run), .id(organization)])
        guard let row else { return nil }
        return try row.optionalBlob("screenshot")
    }
}

extension EvidenceRepository where Access == WriteAccess {
    /// Stores a run's evidence in the place of any before.
    public func put(_ run: Run.ID, stepsJSON: String, screenshot: [UInt8]?) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO evidence (run_id, steps, screenshot) VALUES ($1, $2, $3)
            ON CONFLICT (run_id) DO UPDATE SET steps = excluded.steps, screenshot = excluded.screenshot
            """, [.id(run), .text(stepsJSON), .optional(screenshot)])
    }
}
