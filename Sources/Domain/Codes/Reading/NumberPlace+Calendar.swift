/// Dates, years and times of day.
extension NumberPlace {
    /// `2026-03-02`, `03-15-2026`; `20260318` only next to words of an appointment.
    var isDate: Bool {
        let parts = written.split(separator: "-", omittingEmptySubsequences: false)
        guard isNumber, parts.count <= 3 else { return false }
        let numbers = parts.compactMap { Int($0) }
        switch parts.map(\.count) {
        case [4, 2, 2]: return Self.isDay(year: numbers[0], month: numbers[1], day: numbers[2])
        case [1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4]: return Self.isDay(numbers[0], numbers[1], year: numbers[2])
        case [1, 2, 2], [2, 1, 2], [2, 2, 2]: return Self.isDay(numbers[0], numbers[1], year: 2000 + numbers[2])
        case [8]:
            let isDay = Self.isDay(year: numbers[0] / 10_000, month: numbers[0] / 100 % 100, day: numbers[0] % 100)
            return isDay && (before.prefix(5) + after.prefix(3)).contains { Self.appointmentWords.contains($0.text) }
        default: return false
        }
    }

    /// `0800` after "from" or "between", `1030am`, `0800-1200`.
    var isTime: Bool {
        if written.count == 9, written.dropFirst(4).first == "-" {
            guard let start = Self.minutes(written.prefix(4)), let end = Self.minutes(written.suffix(4)) else {
                return false
            }
            return start < end
        }
        let lowercased = written.lowercased()
        if lowercased.hasSuffix("am") || lowercased.hasSuffix("pm") { return Self.minutes(written.dropLast(2)) != nil }
        guard Self.minutes(written[...]) != nil else { return false }
        if let unit, ["am", "pm", "hours", "hrs", "h"].contains(unit) { return true }
        guard let word = before.first?.text else { return false }
        let isSpan =
            ["to", "through"].contains(word) && before.dropFirst().first.map { Self.minutes($0.text[...]) } != nil
        return Self.timeWords.contains(word) || isSpan
    }

    /// `2026` in a date, after a preposition or a copyright sign, or far from any word of a code.
    var isYear: Bool {
        guard written.count == 4, isNumber, written.hasPrefix("19") || written.hasPrefix("20") else { return false }
        if text.mark(before: candidate.range.lowerBound) == "\u{A9}" { return true }
        if before.prefix(2).contains(where: { Self.monthNames.contains(String($0.text.prefix(3))) }) { return true }
        if let word = before.first, Self.yearWords.contains(word.text) { return true }
        guard let distance = ContextWords(in: text).distance(to: candidate.range) else { return true }
        return distance > 20
    }

    private static func isDay(_ first: Int, _ second: Int, year: Int) -> Bool {
        isDay(year: year, month: first, day: second) || isDay(year: year, month: second, day: first)
    }

    private static func isDay(year: Int, month: Int, day: Int) -> Bool {
        (1900...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }

    /// Minutes after midnight of three or four digits.
    private static func minutes(_ digits: Substring) -> Int? {
        guard (3...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(digits), number / 100 < 24, number % 100 < 60
        else { return nil }
        return number / 100 * 60 + number % 100
    }

    private static let appointmentWords: Set = [
        "appointment", "arrive", "arrives", "between", "by", "date", "dated", "due", "from", "on", "schedule",
        "scheduled",
        "service", "since", "until", "visit",
    ]

    private static let timeWords: Set = ["after", "and", "at", "before", "between", "from", "till", "until"]

    private static let yearWords: Set = ["by", "c", "copyright", "during", "for", "in", "of", "since", "until", "year"]

    private static let monthNames: Set = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
