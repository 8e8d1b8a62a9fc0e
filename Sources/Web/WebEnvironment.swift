import Domain
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

    public init(
        workplace: Workplace, templates: TemplateLibrary, assets: AssetLibrary, address: PublicAddress,
        pictures: any QRReading
    ) {
        self.workplace = workplace
        self.templates = templates
        self.assets = assets
        self.address = address
        self.pictures = pictures
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
