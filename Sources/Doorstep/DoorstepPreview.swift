public import Domain
public import UseCases

extension DoorstepEnvironment {
    /// The first page of a request as its customer would see it, for members: nothing on it leads anywhere or does anything.
    public func preview(_ view: DoorstepView, language: DoorstepLanguage) throws -> String {
        let reader = Reader(language: language, isChosen: false, base: "", page: "", now: now, files: files)
        let page = AskPage(view, isInert: true, reader: reader)
        return try render(AskPage.template, page)
    }
}
