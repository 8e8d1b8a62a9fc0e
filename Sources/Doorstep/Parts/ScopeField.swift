import Domain
import HTTPKit

/// How much: what is proposed in one line, and everything else behind *Change*.
struct ScopeField: Sendable {
    /// The proposal in words.
    let summary: String
    let change: String
    let fault: String?
    let isOpen: Bool
    let back: Question
    let later: Question

    /// Answers of which one holds.
    struct Question: Sendable {
        let legend: String
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// Where a fault leads to.
    static let name = "scope"
    /// The fields' names and words.
    static let backName = "back"
    static let laterName = "later"
    private static let everything = "all"
    private static let (laterToo, laterNot) = ("too", "not")

    init(_ choice: ScopeChoice, reader: Reader, answers: PageAnswers? = nil) {
        let texts = reader.texts.scope
        let chosenBack = answers?.values[Self.backName] ?? choice.monthsBack.map(String.init) ?? Self.everything
        let chosenLater = answers?.values[Self.laterName] ?? (choice.isOngoing ? Self.laterToo : Self.laterNot)
        summary = [
            choice.monthsBack.map(reader.texts.ask.monthsBack.text) ?? texts.everything,
            choice.isOngoing ? texts.laterToo : texts.laterNot,
        ].joined(separator: " · ")
        change = reader.texts.term.change
        fault = answers?.fault(of: Self.name)
        isOpen = fault != nil
        let months = Set(ScopeChoice.offeredMonths + [choice.monthsBack].compactMap(\.self)).sorted()
        let spans = months.map { (String($0), reader.texts.ask.monthsBack.text($0)) }
        back = Question(
            legend: texts.back, choices: Self.choices([(Self.everything, texts.everything)] + spans, chosenBack))
        later = Question(
            legend: texts.later,
            choices: Self.choices([(Self.laterToo, texts.laterToo), (Self.laterNot, texts.laterNot)], chosenLater))
    }

    private static func choices(_ list: [(String, String)], _ chosen: String) -> [Choice] {
        list.map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen) }
    }

    /// What was chosen; nil where nothing was asked; otherwise what is wrong with it.
    static func read(_ form: Form, texts: ScopeTexts) -> Result<ScopeChoice?, ScopeFault> {
        let (back, later) = (form.raw(backName), form.raw(laterName))
        if back.isEmpty, later.isEmpty { return .success(nil) }
        let months = Int(back)
        let isSpan = months.map((1...ScopeChoice.mostMonths).contains) ?? (back == everything)
        guard isSpan, [laterToo, laterNot].contains(later) else {
            return .failure(ScopeFault(text: texts.wrongChoice))
        }
        return .success(ScopeChoice(monthsBack: months, isOngoing: later == laterToo))
    }
}

/// Why a scope cannot be taken, in the reader's language.
struct ScopeFault: Error, Equatable {
    let text: String
}
