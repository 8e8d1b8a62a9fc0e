public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Everything the page of one run shows: progress while it lasts, then the result and its evidence.
    public func showRun(_ id: Run.ID, by author: Author) async throws -> RunDetail {
        try author.require(.look)
        let organization = author.organizationID
        let seesRecords = author.may(.readRecords)
        return try await storage.read { tx in
            guard let run = try tx.runs.find(id, in: organization),
                let connection = try tx.connections.find(run.connectionID, in: organization)
            else { throw UseCaseError.notFound(.run) }
            let accounts =
                run.proof != nil && seesRecords ? try tx.accounts.ofConnection(connection.id, in: organization) : []
            let bills = accounts.isEmpty ? [] : try tx.bills.ofConnection(connection.id, in: organization, limit: 100)
            let steps = try tx.evidence.steps(id, in: organization).map(steps) ?? []
            let names = try authorNames(in: organization, tx)
            return RunDetail(
                summary: summary(of: run), connection: try summary(of: connection, in: tx), stages: run.stages,
                outcome: run.outcome, confidence: run.confidence, refusal: steps.lazy.compactMap(\.refusal).last,
                proof: run.proof, isRepair: run.isRepair, accounts: accounts,
                bills: bills.filter { run.fetched($0) }.map { summary(of: $0, accounts: accounts) }, steps: steps,
                hasScreenshot: try tx.evidence.screenshot(id, in: organization) != nil,
                requestedBy: run.requestedBy.map { names.name(of: .member($0)) },
                actions: connection.actions(of: author),
                codeWait: try codeWait(of: run, provider: connectors.provider(run.providerKey), tx),
                attended: try tx.attended.find(id, in: organization))
        }
    }

    /// A run with the sentence that people read.
    func summary(of run: Run) -> RunSummary {
        RunSummary(
            id: run.id, connectionID: run.connectionID, trigger: run.trigger, progress: run.progress,
            queuedAt: run.queuedAt, startedAt: run.startedAt, endedAt: run.endedAt, outcomeCode: run.outcomeCode,
            sentence: run.outcome?.sentence(utility: providerName(run.providerKey)), statusBefore: run.statusBefore,
            statusAfter: run.statusAfter)
    }

    private func steps(_ json: String) -> [TraceStep] {
        // A trace of another version of Tieline is shown as none.
        (try? JSONDecoder.trace.decode([TraceStep].self, from: Data(json.utf8))) ?? []
    }
}

extension Run {
    fileprivate var progress: RunProgress {
        guard endedAt != nil else { return startedAt == nil ? .queued : .running }
        return outcomeCode == "signed_in" && statusAfter == .connected ? .succeeded : .failed
    }

    /// A broken connection works again because of it.
    fileprivate var isRepair: Bool {
        statusAfter == .connected && statusBefore != .connected && statusBefore != .pending
    }

    /// Whether a bill was written by this very run.
    fileprivate func fetched(_ bill: Bill) -> Bool {
        guard let startedAt, let endedAt else { return false }
        return (startedAt...endedAt).contains(bill.fetchedAt)
    }
}
