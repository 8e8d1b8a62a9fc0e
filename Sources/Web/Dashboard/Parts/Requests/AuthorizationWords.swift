import Domain
import UseCases

extension AuthorizationState {
    /// Where the permission stands, for the eye and in words.
    var mark: StatusMark {
        switch self {
        case .requested: StatusMark(tone: "customer", word: "Asked for")
        case .active: StatusMark(tone: "good", word: "Active")
        case .declined: StatusMark(tone: "waiting", word: "Declined")
        case .expired: StatusMark(tone: "customer", word: "Expired")
        case .revoked: StatusMark(tone: "waiting", word: "Revoked")
        }
    }
}

extension AuthorizationFilter {
    /// The filter's name above the rows.
    var label: String {
        switch self {
        case .all: "All"
        case .active: "Active"
        case .ending: "Ending soon"
        case .requested: "Asked for"
        case .expired: "Expired"
        case .declined: "Declined"
        case .revoked: "Revoked"
        }
    }
}

extension AuthorizationTerm {
    /// `3 years`, `until 31 Dec 2029`, `until revoked`.
    var words: String {
        switch self {
        case .untilRevoked: "until revoked"
        case .until(let day): "until \(CalendarWords.day(written: day.text))"
        case .span(let count, let unit): counted(count, unit.word)
        }
    }
}

extension AuthorizationTerm.Unit {
    fileprivate var word: String {
        switch self {
        case .days: "day"
        case .weeks: "week"
        case .months: "month"
        case .years: "year"
        }
    }
}

extension AuthorizationScope {
    /// `Bills, usage, account details; 24 months back`.
    var words: String {
        let kinds = SharedData.allCases.filter(data.contains).map(\.word).joined(separator: ", ")
        let back = monthsBack.map { "; \(counted($0, "month")) back" } ?? ""
        let end = ongoingEnd.map { "; nothing dated after \(CalendarWords.day(written: $0))" } ?? ""
        return kinds.prefix(1).uppercased() + kinds.dropFirst() + back + end
    }
}

extension SharedData {
    fileprivate var word: String {
        switch self {
        case .bills: "bills"
        case .usage: "usage"
        case .accountDetails: "account details"
        }
    }
}

extension Consent.Giver {
    /// Who agreed.
    var word: String {
        switch self {
        case .customer: "The customer, on his own page"
        case .organization: "Your organization: a member or key says that the customer agreed elsewhere"
        }
    }
}
