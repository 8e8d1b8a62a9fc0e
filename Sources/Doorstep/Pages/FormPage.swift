import UseCases

/// One question with its fields and one button.
struct FormPage: DoorstepPage {
    static let template = "form"

    let frame: Frame
    let title: String
    let heading: String
    let lead: [String]
    let faults: Faults?
    let fields: [PageField]
    let term: TermField?
    let action: String
    let submit: String
    /// The way back, as easy as the way on.
    let back: PageLink?

    init(
        _ heading: String, lead: [String], fields: [PageField], term: TermField? = nil, answers: PageAnswers,
        action: String, submit: String, back: PageLink?, brand: BrandView?, reader: Reader
    ) {
        frame = Frame(reader, brand: brand)
        title = answers.title(heading)
        self.heading = heading
        self.lead = lead
        faults = answers.summary(of: fields.map(\.name) + (term == nil ? [] : [TermField.name]))
        self.fields = fields
        self.term = term
        self.action = action
        self.submit = submit
        self.back = back
    }
}
