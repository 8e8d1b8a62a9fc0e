public import Domain
import Foundation
public import HTTPKit
public import Ports
public import Templates
public import UseCases

/// What the pages need from the house around them.
public struct WebEnvironment: Sendable {
    public let workplace: Workplace
    public let templates: TemplateLibrary
    public let assets: AssetLibrary
    /// Where people reach this installation; links that are passed on begin with it.
    public let address: PublicAddress
    /// Reads pictures of QR codes that people upload.
    public let pictures: any QRReading
    /// Draws the QR codes of links that are passed on by hand.
    public let drawing: any QRDrawing
    /// A customer's page as a whole document, for a look before anybody is written to. Nothing on it can be pressed.
    public let customerPage: @Sendable (DoorstepView, DoorstepLanguage) throws -> String

    public init(
        workplace: Workplace, templates: TemplateLibrary, assets: AssetLibrary, address: PublicAddress,
        pictures: any QRReading, drawing: any QRDrawing,
        customerPage: @escaping @Sendable (DoorstepView, DoorstepLanguage) throws -> String
    ) {
        self.workplace = workplace
        self.templates = templates
        self.assets = assets
        self.address = address
        self.pictures = pictures
        self.drawing = drawing
        self.customerPage = customerPage
    }

    var now: Date { workplace.clock.now() }

    /// Every provider of the catalogue, retired ones too, sorted by name.
    var providers: [Provider] { workplace.connectors.providers }

    /// The provider that a form or an address names.
    func provider(named text: String) -> Provider? { ProviderKey(text).flatMap { workplace.connectors.provider($0) } }

    /// A page, or a part of one, as HTML.
    func render(_ template: String, _ value: some Sendable) throws -> String { try templates.render(template, value) }

    var assetAddresses: AssetAddresses {
        AssetAddresses(
            stylesheet: assets.path("tieline.css"), script: assets.path("tieline.js"), icon: assets.path("icon.svg"))
    }
}
