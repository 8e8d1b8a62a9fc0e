import Domain
import Foundation

extension Run {
    init(row: SQLRow) throws(StoreError) {
        var proof: Proof?
        if let text = try row.optionalText("proof") { proof = try StoredJSON.value(from: text, column: "proof") }
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), connectionID: row.id("connection_id"),
            providerKey: row.provider("provider_key"), trigger: row.choice("cause"),
            requestedBy: row.optionalID("requested_by"), queuedAt: row.instant("queued_at"),
            startedAt: row.optionalInstant("started_at"), endedAt: row.optionalInstant("ended_at"),
            credentialVersion: row.integer("credential_version"), stages: StageEntry.entries(in: row.text("stages")),
            outcomeCode: row.optionalText("outcome_code"), outcomeDetail: row.optionalText("outcome_detail"),
            confidence: row.optionalChoice("confidence"), statusBefore: row.choice("status_before"),
            statusAfter: row.optionalChoice("status_after"), proof: proof,
            browserReference: row.optionalText("browser_reference"))
    }
}

// Stages are kept as lines of text, so that entering one appends to the run's row and needs no read before:
// `signing_in 1790000000000000`.
extension StageEntry {
    var line: String { "\(stage.rawValue) \(enteredAt.microseconds)\n" }

    static func entries(in text: String) throws(StoreError) -> [StageEntry] {
        var entries: [StageEntry] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 2, let stage = RunStage(rawValue: parts[0]), let instant = Int64(parts[1]) else {
                throw .malformedRow(column: "stages")
            }
            entries.append(StageEntry(stage: stage, enteredAt: Date(microseconds: instant)))
        }
        return entries
    }
}
