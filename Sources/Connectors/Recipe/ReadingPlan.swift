/// How the list of accounts is read after sign-in.
public struct AccountReading: Sendable, Equatable {
    /// Done first, when the rows are not on the page that follows sign-in, and again before each account.
    public let visit: [RecipeStep]
    /// Selector of one element per account.
    public let rows: String
    public let reference: FieldReading
    public let number: FieldReading
    public let serviceAddress: FieldReading
    public let meters: MeterReading?
}

/// How the bills of one account are read.
public struct BillReading: Sendable, Equatable {
    /// How to get to the account's bills; `{reference}` and `{number}` stand for the account's.
    public let visit: [RecipeStep]
    /// An element of the page that names the account, so that no bill is filed under another one.
    public let shows: FieldReading
    /// The meters, when this page has them rather than the list of accounts.
    public let meters: MeterReading?
    /// Selector of one element per bill.
    public let rows: String
    public let reference: FieldReading
    public let periodStart: FieldReading
    public let periodEnd: FieldReading
    public let issued: FieldReading
    public let amount: FieldReading
    /// Address of the PDF.
    public let pdf: FieldReading?
    public let dates: DateShape
    /// `.` or `,`.
    public let decimalMark: Character
    /// Leads to the next part of the list while it is visible.
    public let next: String?
    /// Phrases by which the portal says that there is no bill yet.
    public let statesNoBills: [String]
}

public struct MeterReading: Sendable, Equatable {
    /// Selector of one element per meter, inside the account's row or on the bills' page.
    public let rows: String
    public let number: FieldReading
    public let commodity: FieldReading
}

/// Where one value stands inside a row.
public struct FieldReading: Sendable, Equatable {
    /// Inside the row; the row itself when nil.
    public let selector: String?
    /// Read instead of the visible text; `href` and `src` come absolute.
    public let attribute: String?
    /// The part of the text that is wanted; all of it when nil.
    public let like: TextShape?

    /// The value in the element's text; nil when it has another shape or is empty.
    func value(in text: String) -> String? {
        let found = like.map { $0.wanted(in: text) } ?? text
        return found.flatMap { $0.isEmpty ? nil : $0 }
    }
}
