import Domain
import Foundation

/// What surrounds a new connection, checked: whose it is, where its accounts are, and from when bills are wanted.
struct ConnectionFrame: Sendable {
    let holder: NewConnection.Holder
    let siteNames: [String]
    let collectFrom: CalendarDay?

    /// More sites than one login ever serves.
    private static let mostSites = 20
    /// No portal has older bills.
    private static let earliestYear = 1990

    /// - Parameter provider: whose calendar decides which day is in the future.
    /// - Throws: `.invalid` naming every wrong one of `customer_name`, `customer_email`, `sites` and `collect_from`.
    init(_ new: NewConnection, at provider: Provider, now: Date) throws(UseCaseError) {
        var check = FieldCheck()
        let today = CalendarDay(now, in: TimeZone(identifier: provider.timeZone) ?? .gmt)
        holder = Self.holder(new.holder, &check)
        siteNames = Self.siteNames(new.siteNames, &check)
        collectFrom = Self.day(new.collectFrom ?? "", until: today, &check)
        try check.finish()
    }

    private static func holder(_ holder: NewConnection.Holder, _ check: inout FieldCheck) -> NewConnection.Holder {
        guard case .named(let name, let email) = holder else { return holder }
        let customerName = check.line("customer_name", name)
        let isBlank = email?.trimmingCharacters(in: .whitespaces).isEmpty ?? true
        return .named(customerName, email: isBlank ? nil : check.email("customer_email", email ?? ""))
    }

    private static func siteNames(_ names: [String], _ check: inout FieldCheck) -> [String] {
        guard names.count <= mostSites else {
            check.add("sites", "too_many", "Name at most \(mostSites) sites.")
            return []
        }
        var checked: [String] = []
        // One complaint is enough for one field.
        for name in names where !check.problems.contains(where: { $0.field == "sites" }) {
            checked.append(check.line("sites", name))
        }
        return checked
    }

    private static func day(_ text: String, until today: CalendarDay, _ check: inout FieldCheck) -> CalendarDay? {
        let bare = text.trimmingCharacters(in: .whitespaces)
        guard !bare.isEmpty else { return nil }
        guard let day = CalendarDay(bare) else {
            check.add("collect_from", "not_a_date", "Enter a day such as 2026-03-01: year, month, day.")
            return nil
        }
        guard day.year >= earliestYear else {
            check.add("collect_from", "too_early", "Choose a day from 1 January \(earliestYear) on.")
            return nil
        }
        guard day <= today else {
            check.add("collect_from", "in_the_future", "Choose today or a day before it.")
            return nil
        }
        return day
    }
}
