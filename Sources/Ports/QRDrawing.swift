public import Domain

/// Draws QR codes of links that are passed on by hand.
public protocol QRDrawing: Sendable {
    /// The code as an SVG document, dark on light with its quiet zone around it.
    ///
    /// - Parameter text: May hold a link that lets its reader act: it is passed to nothing that others can see.
    /// - Returns: nil when this installation cannot draw, or the text is too long for a code.
    func draw(_ text: Secret<String>) async -> String?
}
