public import Domain

/// Who may see and drive a screen: whoever began it, by the means he came in with.
public struct ScreenHolder: Hashable, Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static func member(_ id: Member.ID) -> ScreenHolder { ScreenHolder("member:\(id.uuid)") }
    public static func request(_ id: CustomerRequest.ID) -> ScreenHolder { ScreenHolder("request:\(id.uuid)") }
}
