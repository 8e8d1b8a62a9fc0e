/// A finished page: text only, nothing left to decide. Its template reads the stored properties by name.
protocol Page: Sendable {
    /// The file in `Views`, without its extension.
    static var template: String { get }
    /// What the browser's tab says before "· Tieline".
    var title: String { get }
}

/// Where the page's files are served, with their fingerprints.
public struct AssetAddresses: Sendable {
    public let stylesheet: String
    public let script: String
    public let icon: String

    public init(stylesheet: String, script: String, icon: String) {
        self.stylesheet = stylesheet
        self.script = script
        self.icon = icon
    }
}

/// A link with its words.
struct Link: Sendable {
    let label: String
    let address: String
    var isQuiet = false
}

/// A button that changes something: a form of its own with one button.
struct Post: Sendable {
    let label: String
    let address: String
    var isQuiet = true
}

/// What a list says when it has no rows.
struct EmptyList: Sendable {
    let heading: String
    let text: String
    let link: Link?
}

/// The foot of a list that goes on.
struct Pager: Sendable {
    let text: String
    let first: String?
    let next: String?
}
