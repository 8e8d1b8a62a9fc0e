public import Domain
public import Ports

/// Draws an empty square, whatever is asked for.
public struct FakeDrawing: QRDrawing {
    public init() {}

    public func draw(_ text: Secret<String>) async -> String? {
        #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1H0z"/></svg>"#
    }
}
