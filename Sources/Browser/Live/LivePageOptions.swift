/// How an embedded browser's page is opened. Its user agent is that of the pages which recipes drive, so that a session
/// captured here goes on there.
public struct LivePageOptions: Sendable {
    public var page: PageOptions
    /// Phone layout and touch from the start; a viewer's size changes it later.
    public var isPhone: Bool
    /// The CSS selectors of the recipe's fields for user name, password, answer and code: each typed field says which of
    /// them it matches.
    public var selectors: [String]

    public init(page: PageOptions, isPhone: Bool = false, selectors: [String] = []) {
        self.page = page
        self.isPhone = isPhone
        self.selectors = selectors
    }
}
