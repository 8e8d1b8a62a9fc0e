/// How a portal writes dates: `MM/dd/yyyy`, `MMM d, yyyy`, `yyyy-MM-dd` … English month names.
public struct DateShape: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case year, month, monthName, day
        case literal(Character)
    }

    let parts: [Part]

    /// Nil unless it has one year (`yyyy`), one month (`M`, `MM`, `MMM`, `MMMM`) and one day (`d`, `dd`).
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let character = rest.first {
            let run = rest.prefix { $0 == character }
            switch (character, run.count) {
            case ("y", 4): parts.append(.year)
            case ("M", 1), ("M", 2): parts.append(.month)
            case ("M", 3), ("M", 4): parts.append(.monthName)
            case ("d", 1), ("d", 2): parts.append(.day)
            case _ where character.isLetter || character.isNumber: return nil
            default: parts += run.map { .literal($0) }
            }
            rest = rest.dropFirst(run.count)
        }
        guard parts.count(where: { $0 == .year }) == 1, parts.count(where: { $0 == .day }) == 1,
            parts.count(where: { $0 == .month || $0 == .monthName }) == 1
        else { return nil }
        self.parts = parts
    }

    /// The date as `YYYY-MM-DD`; nil when the text is no such date or names no day of the calendar.
    func date(in text: String) -> String? {
        var rest = Substring(text)
        var year = 0
        var month = 0
        var day = 0
        for part in parts {
            switch part {
            case .literal(let character):
                guard rest.first == character else { return nil }
                rest.removeFirst()
            case .year: year = Self.number(&rest, digits: 4) ?? 0
            case .month: month = Self.number(&rest, digits: 2) ?? 0
            case .day: day = Self.number(&rest, digits: 2) ?? 0
            case .monthName: month = Self.monthName(&rest)
            }
        }
        guard rest.isEmpty, (1900...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        return "\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func number(_ rest: inout Substring, digits: Int) -> Int? {
        let run = rest.prefix(digits).prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(run.count)
        return Int(run)
    }

    /// The number of the month that the letters begin, by at least three of them; 0 for none.
    private static func monthName(_ rest: inout Substring) -> Int {
        let name = rest.prefix(while: \.isLetter).lowercased()
        rest = rest.dropFirst(name.count)
        if rest.first == ".", name.count < 5 { rest.removeFirst() }
        guard name.count >= 3 else { return 0 }
        return (months.firstIndex { $0.hasPrefix(name) || (name == "sept" && $0 == "september") } ?? -1) + 1
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
