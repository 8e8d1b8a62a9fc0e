import Domain
import Foundation
public import HTTPKit
import Ports
public import Templates
public import UseCases

/// What customer pages need from the house around them.
public struct DoorstepEnvironment: Sendable {
    public let workplace: Workplace
    public let templates: TemplateLibrary
    public let assets: AssetLibrary

    /// - Parameters:
    ///   - templates: Those of `DoorstepFiles.views`.
    ///   - assets: Those of `DoorstepFiles.assets`, served at `assetPlace`.
    public init(workplace: Workplace, templates: TemplateLibrary, assets: AssetLibrary) {
        self.workplace = workplace
        self.templates = templates
        self.assets = assets
    }

    /// Where the files of customer pages are served: apart from the dashboard's.
    public static let assetPlace = "doorstep"

    var now: Date { workplace.clock.now() }

    /// What a customer may choose from.
    var utilities: [Provider] { workplace.connectors.providers.filter { !$0.isRetired } }

    var files: PageFiles { PageFiles(assets) }

    /// A page, or a part of one, as HTML.
    func render(_ template: String, _ value: some Sendable) throws -> String { try templates.render(template, value) }
}

/// Where a page's own files are served, with their fingerprints.
struct PageFiles: Sendable {
    let stylesheet: String
    let script: String
    let icon: String

    init(_ assets: AssetLibrary) {
        self.init(
            stylesheet: assets.path("doorstep.css"), script: assets.path("doorstep.js"), icon: assets.path("icon.svg"))
    }

    init(stylesheet: String, script: String, icon: String) {
        self.stylesheet = stylesheet
        self.script = script
        self.icon = icon
    }
}
