public protocol Storage: Sendable {}
