/// What stands around every page.
struct PageTexts: Sendable {
    /// The other language, in itself.
    let otherLanguage: String
    let skip: String
    let back: String
    /// A title while something is to be corrected.
    let error: String
    let faults: Counted
    let reveal: String
    let made: String
    let opensTab: String
    let utilityOf: String
    let stepOver: String
    let problem: String
    let problemAdvice: String
    let incident: String
    let tooFast: String
    let tooFastAdvice: Counted
}
