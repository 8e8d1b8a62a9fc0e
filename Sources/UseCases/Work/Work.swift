public import Domain
import Foundation
import Store

/// A thing to be done by a worker: what the job table holds as kind and payload.
public enum Work: Sendable, Equatable {
    /// Carry out one run.
    case check(Run.ID)
    /// Look whether a provider's incident is over.
    case review(ProviderKey)
    /// Wrap data keys under the current key-encryption key.
    case rewrapKeys
    /// Hand one letter to the mail server.
    case sendLetter(CustomerLetter.ID)
    /// Write to whom a provider's incident held back.
    case releaseRequests(ProviderKey)
    /// Ask a customer about what broke, where his organization wants that without a member.
    case askCustomer(Customer.ID)

    /// The versioned name a job is stored under.
    public var kind: String {
        switch self {
        case .check: "connection.check.v1"
        case .review: "provider.review.v1"
        case .rewrapKeys: "keys.rewrap.v1"
        case .sendLetter: "letter.send.v1"
        case .releaseRequests: "requests.release.v1"
        case .askCustomer: "customer.ask.v1"
        }
    }

    /// What the job is about, as JSON.
    public var payload: String {
        switch self {
        case .check(let id): #"{"run":"\#(id.uuid)"}"#
        case .review(let key): #"{"provider":"\#(key.text)"}"#
        case .rewrapKeys: "{}"
        case .sendLetter(let id): #"{"letter":"\#(id.uuid)"}"#
        case .releaseRequests(let key): #"{"provider":"\#(key.text)"}"#
        case .askCustomer(let id): #"{"customer":"\#(id.uuid)"}"#
        }
    }

    /// Reads a stored job; nil for a kind or payload of another version of Tieline.
    public init?(kind: String, payload: String) {
        let fields = try? JSONDecoder().decode([String: String].self, from: Data(payload.utf8))  // nil: unreadable
        switch kind {
        case "connection.check.v1":
            guard let id = fields?["run"].flatMap(Run.ID.init) else { return nil }
            self = .check(id)
        case "provider.review.v1":
            guard let key = fields?["provider"].flatMap(ProviderKey.init) else { return nil }
            self = .review(key)
        case "keys.rewrap.v1": self = .rewrapKeys
        case "letter.send.v1":
            guard let id = fields?["letter"].flatMap(CustomerLetter.ID.init) else { return nil }
            self = .sendLetter(id)
        case "requests.release.v1":
            guard let key = fields?["provider"].flatMap(ProviderKey.init) else { return nil }
            self = .releaseRequests(key)
        case "customer.ask.v1":
            guard let id = fields?["customer"].flatMap(Customer.ID.init) else { return nil }
            self = .askCustomer(id)
        default: return nil
        }
    }
}

extension ProviderKey {
    /// The lane that keeps a provider's concurrency and pace.
    public var lane: String { "provider.\(text)" }
}
