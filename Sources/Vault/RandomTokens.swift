import Crypto
public import Domain
import Foundation
public import Ports

/// Bearer secrets from the system's random source.
public struct RandomTokens: TokenMinting {
    public init() {}

    public func mint() -> Secret<String> {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        let base64url = bytes.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return Secret(base64url)
    }

    public func digest(of token: Secret<String>) -> String {
        SHA256.hash(data: Array(token.exposed.utf8)).hex
    }
}
