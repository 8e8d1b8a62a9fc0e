public import Domain

/// A notice that something committed: which thing to look at again.
public struct Change: Sendable, Hashable {
    public enum Topic: Sendable, Hashable {
        case connection(Connection.ID)
        case run(Run.ID)
        /// Work was put in the queue, or a slot came free.
        case job
        /// Something in an organization's lists.
        case organization(Organization.ID)
        /// Notices may have been lost: whatever you watch may have changed.
        case anything
    }

    public let topic: Topic

    public init(topic: Topic) { self.topic = topic }
}

/// A change as one short line, for carrying between processes: `run 0198c0de-…`.
extension Change: LosslessStringConvertible {
    public init?(_ description: String) {
        let parts = description.split(separator: " ").map(String.init)
        switch (parts.first, parts.count) {
        case ("job", 1): topic = .job
        case ("anything", 1): topic = .anything
        case ("connection", 2):
            guard let id = Connection.ID(parts[1]) else { return nil }
            topic = .connection(id)
        case ("run", 2):
            guard let id = Run.ID(parts[1]) else { return nil }
            topic = .run(id)
        case ("organization", 2):
            guard let id = Organization.ID(parts[1]) else { return nil }
            topic = .organization(id)
        default: return nil
        }
    }

    public var description: String {
        switch topic {
        case .connection(let id): "connection \(id.uuid)"
        case .run(let id): "run \(id.uuid)"
        case .organization(let id): "organization \(id.uuid)"
        case .job: "job"
        case .anything: "anything"
        }
    }
}
