public import Domain
public import Ports

/// Password hashing that costs nothing. The real one is the vault's and is tested there.
public struct FakePasswords: PasswordHashing {
    public init() {}

    public func hash(_ password: Secret<String>) async throws -> String {
        "fake:" + String(password.exposed.reversed())
    }

    public func verify(_ password: Secret<String>, against hash: String) async -> Bool {
        hash == "fake:" + String(password.exposed.reversed())
    }
}
