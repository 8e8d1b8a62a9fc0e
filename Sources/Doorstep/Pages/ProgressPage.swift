import Domain
import UseCases

/// A sign-in while it is under way.
struct ProgressPage: DoorstepPage {
    static let template = "progress"

    let frame: Frame
    let title: String
    let heading: String
    let place: String?
    let lead: String
    let faults: Faults?
    let code: CodePrompt
    let progress: ProgressSteps
    /// The address of the server-sent events.
    let events: String
    /// The page itself, for loading it anew.
    let page: String
    /// Without scripts the page loads itself anew, unless somebody types into it.
    let reloads: Bool
    let reload: String

    init(_ run: DoorstepRun, of item: DoorstepItem, in view: DoorstepView, answers: PageAnswers? = nil, reader: Reader)
    {
        let texts = reader.texts.progress
        frame = Frame(reader, brand: view.brand)
        heading = texts.title.filled(["utility": item.utility.name])
        title = answers?.title(heading) ?? heading
        place = view.place(of: item, reader: reader)
        lead = texts.lead
        faults = answers?.summary(of: [CodePrompt.name])
        code = CodePrompt(run, of: item, answers: answers, reader: reader)
        progress = ProgressSteps(run, utility: item.utility.name, reader: reader)
        events = reader.address("/events")
        page = reader.address()
        reloads = code.form == nil
        reload = texts.reload
    }
}
