/// One picture of the embedded browser's page, as a person sees it.
public struct ScreenFrame: Sendable, Equatable {
    /// Counts from 1 within one embedded browser.
    public let number: UInt32
    /// Counts the documents the page has shown. Input that was aimed at an earlier one is dropped.
    public let document: UInt32
    /// The page's viewport in CSS pixels. The picture may have fewer or more pixels.
    public let width: Int
    public let height: Int
    /// How far a person has zoomed in; 1 is not at all.
    public let zoom: Double
    /// Nothing has moved for a while: the picture is a fine one.
    public let isSharp: Bool
    public let jpeg: [UInt8]

    public init(
        number: UInt32, document: UInt32, width: Int, height: Int, zoom: Double = 1, isSharp: Bool = false,
        jpeg: [UInt8]
    ) {
        self.number = number
        self.document = document
        self.width = width
        self.height = height
        self.zoom = zoom
        self.isSharp = isSharp
        self.jpeg = jpeg
    }
}
