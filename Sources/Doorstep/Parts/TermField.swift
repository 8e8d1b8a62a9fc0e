import Domain
import Foundation
import HTTPKit
import UseCases

/// For how long: what is proposed in one line, and everything else behind *Change*.
struct TermField: Sendable {
    let heading: String
    /// The proposal in words.
    let summary: String
    let change: String
    let choices: [Choice]
    let day: Day
    let fault: String?
    let isOpen: Bool

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
        /// The one with the day beside it.
        let isDate: Bool
    }

    struct Day: Sendable {
        let label: String
        let value: String
        let least: String
        let most: String
    }

    /// The fields' names.
    static let name = "term"
    static let dayName = "term_day"
    static let dateValue = "date"

    /// - Parameters:
    ///   - term: What is proposed, or what holds now.
    ///   - ends: When it ends if he agrees now.
    init(
        _ term: AuthorizationTerm, ends: Date?, zone: ZoneName, reader: Reader, answers: PageAnswers? = nil,
        isOpen: Bool = false
    ) {
        let texts = reader.texts.term
        let format = reader.format(in: zone)
        let fault = answers?.fault(of: Self.name)
        let chosen = answers?.values[Self.name] ?? term.choiceValue
        heading = texts.heading
        summary = term.sentence(texts, ends: ends, format: format)
        change = texts.change
        choices =
            Self.spans(with: term).map { span in
                let end = span.end(from: reader.now, in: zone.zone)
                return Choice(
                    value: span.text,
                    label: texts.spanChoice.filled([
                        "span": span.words(texts), "date": end.map(format.lastDay) ?? "",
                    ]), isChosen: chosen == span.text, isDate: false)
            } + [
                Choice(
                    value: AuthorizationTerm.untilRevoked.text, label: texts.untilRevokedChoice,
                    isChosen: chosen == AuthorizationTerm.untilRevoked.text, isDate: false),
                // The last one, since the day stands below it.
                Choice(
                    value: Self.dateValue, label: texts.dateChoice, isChosen: chosen == Self.dateValue, isDate: true),
            ]
        day = Day(
            label: texts.day, value: answers?.values[Self.dayName] ?? term.dayText,
            least: CalendarDay(reader.now, in: zone.zone).text,
            most: AuthorizationTerm.span(AuthorizationTerm.mostYears, .years).end(from: reader.now, in: zone.zone)
                .map { CalendarDay($0, in: zone.zone).text } ?? "")
        self.fault = fault
        self.isOpen = isOpen || fault != nil
    }

    /// Three years, one year, and what is proposed if it is another span.
    private static func spans(with term: AuthorizationTerm) -> [AuthorizationTerm] {
        let usual: [AuthorizationTerm] = [.usual, .span(1, .years)]
        if case .span = term, !usual.contains(term) { return [term] + usual }
        return usual
    }

    /// What was chosen; otherwise what is wrong with it.
    static func read(
        _ form: Form, in zone: ZoneName, at now: Date, texts: TermTexts
    ) -> Result<AuthorizationTerm, TermFault> {
        let value = form.raw(name)
        guard value == dateValue else {
            guard let term = AuthorizationTerm(value) else { return .failure(TermFault(text: texts.wrongChoice)) }
            return .success(term)
        }
        guard let day = CalendarDay(form.raw(dayName).trimmingCharacters(in: .whitespaces)),
            let end = AuthorizationTerm.until(day).end(from: now, in: zone.zone), end > now,
            let most = AuthorizationTerm.span(AuthorizationTerm.mostYears, .years).end(from: now, in: zone.zone),
            end <= most.addingTimeInterval(86_400)
        else { return .failure(TermFault(text: texts.wrongDay)) }
        return .success(.until(day))
    }
}

/// Why a term cannot be taken, in the reader's language.
struct TermFault: Error, Equatable {
    let text: String
}

extension AuthorizationTerm {
    /// `For 3 years, until November 26, 2029`.
    func sentence(_ texts: TermTexts, ends: Date?, format: ReaderFormat) -> String {
        guard let ends else { return texts.untilRevoked }
        let date = format.lastDay(ends)
        return switch self {
        case .span: texts.span.filled(["span": words(texts), "date": date])
        case .until, .untilRevoked: texts.until.filled(["date": date])
        }
    }

    /// `3 years`; "" where it is no span.
    func words(_ texts: TermTexts) -> String {
        guard case .span(let count, let unit) = self else { return "" }
        return switch unit {
        case .days: texts.days.text(count)
        case .weeks: texts.weeks.text(count)
        case .months: texts.months.text(count)
        case .years: texts.years.text(count)
        }
    }

    fileprivate var choiceValue: String { if case .until = self { TermField.dateValue } else { text } }

    fileprivate var dayText: String { if case .until(let day) = self { day.text } else { "" } }
}
