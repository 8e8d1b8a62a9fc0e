public import Domain

/// A connection to be created.
public struct NewConnection: Sendable {
    /// Whose utility accounts these are.
    public enum Holder: Sendable {
        case existing(Customer.ID)
        /// Found again by e-mail address, else by name; created when there is none.
        case named(String, email: String?)
    }

    public var holder: Holder
    public var providerKey: String
    /// The places its accounts are filed under; each is found by its name among the customer's, or made.
    public var siteNames: [String]
    /// Bills issued before this day (`YYYY-MM-DD`) are not wanted; nil or blank means all the portal has.
    public var collectFrom: String?
    /// By the names of the provider's sign-in fields; empty when they come later.
    public var fields: [String: Secret<String>]

    public init(
        holder: Holder, providerKey: String, siteNames: [String] = [], collectFrom: String? = nil,
        fields: [String: Secret<String>] = [:]
    ) {
        self.holder = holder
        self.providerKey = providerKey
        self.siteNames = siteNames
        self.collectFrom = collectFrom
        self.fields = fields
    }
}

public struct CreatedConnection: Sendable, Equatable {
    public let id: Connection.ID
    /// The first run, when credentials were given.
    public let runID: Run.ID?
}
