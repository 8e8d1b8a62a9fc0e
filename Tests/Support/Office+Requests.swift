public import Domain
import Foundation
import Ports
import Store
public import UseCases

// Requests on their way: due jobs carried out, links taken from letters.
extension Office {
    /// Carries out every job that is due now, and what follows from them at this moment.
    public func work() async throws {
        while true {
            let now = clock.now()
            let jobs = try await storage.write { tx in
                try tx.jobs.claim(worker: "office", now: now, lease: .seconds(60), limit: 100)
            }
            guard !jobs.isEmpty else { return }
            for job in jobs {
                guard let work = Work(kind: job.kind, payload: job.payload) else { throw UseCaseError.busy }
                let pause = try await workplace.perform(work)
                try await storage.write { tx in
                    if let pause {
                        try tx.jobs.retry(job.id, worker: "office", at: now.addingTimeInterval(pause / .seconds(1)))
                    } else {
                        try tx.jobs.finish(job.id, worker: "office")
                    }
                }
            }
        }
    }

    /// What the clock brings, then what follows from it.
    public func tick() async throws {
        try await workplace.lookAtAuthorizations(limit: 500)
        try await workplace.lookAtRequests(limit: 500)
        try await work()
    }

    /// A connection whose password the portal refused, of a customer with an address.
    public func broken(
        _ username: String = "pat", at provider: Provider = .harbor, of customer: String = "Ana Rivera",
        email: String? = "ana@rivera.example"
    ) async throws -> Connection.ID {
        await portal.add(username, .init(password: "sesame-2"))
        let created = try await workplace.createConnection(
            NewConnection(
                holder: .named(customer, email: email), providerKey: provider.key.text,
                fields: ["username": Secret(username), "password": Secret("sesame-1")]),
            by: author)
        if let run = created.runID { try await workplace.runCheck(run) }
        return created.id
    }

    /// A request about one connection that was drafted and sent; its letter is out.
    public func ask(
        about id: Connection.ID, note: String = "", returnAddress: String = "", term: String = ""
    ) async throws -> (id: CustomerRequest.ID, token: Secret<String>) {
        let request = try await draft(about: id, note: note, returnAddress: returnAddress, term: term)
        try await workplace.sendRequest(request, by: author)
        try await work()
        return (request, try lastToken())
    }

    public func draft(
        about id: Connection.ID, note: String = "", returnAddress: String = "", term: String = ""
    ) async throws -> CustomerRequest.ID {
        let form = try await workplace.prepareRequest(for: id, by: author)
        return try await workplace.draftRequest(
            NewRequest(
                customerID: form.customer.id, recipientName: form.recipient.name,
                recipientEmail: form.recipient.email ?? "", note: note, term: term, returnAddress: returnAddress,
                connections: form.offers.filter(\.isChosen).map(\.connection.id)),
            by: author)
    }

    /// The token in the last letter that went out.
    public func lastToken() throws -> Secret<String> {
        guard
            let link = post.letters.last?.text.split(whereSeparator: \.isWhitespace).last(where: {
                $0.contains("/r/") || $0.contains("/c/")
            })
        else { throw UseCaseError.linkUnusable }
        return Secret(String(link.split(separator: "/").last ?? ""))
    }

    public func request(_ id: CustomerRequest.ID) async throws -> RequestDetail {
        try await workplace.showRequest(id, by: author)
    }
}

extension Circumstances {
    /// Of customers in tests.
    public static let phone = Circumstances(address: "203.0.113.9", userAgent: "Phone", language: .english)
}
