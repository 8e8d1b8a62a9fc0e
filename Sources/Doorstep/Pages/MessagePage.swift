import UseCases

/// A calm page that says what happened and what comes next: one heading, a few sentences, at most one thing to do.
struct MessagePage: DoorstepPage {
    static let template = "message"

    let frame: Frame
    let title: String
    let heading: String
    /// Marks a good end.
    let isGood: Bool
    let lead: [String]
    /// What follows from it, point by point.
    let list: List?
    let after: [String]
    let post: PagePost?
    let link: PageLink?
    let others: [PageLink]
    /// `Utility 2 of 3`.
    let place: String?

    struct List: Sendable {
        let lines: [String]
    }

    init(
        _ heading: String, isGood: Bool = false, lead: [String], list: [String] = [], after: [String] = [],
        post: PagePost? = nil, link: PageLink? = nil, others: [PageLink] = [], place: String? = nil, brand: BrandView?,
        reader: Reader
    ) {
        frame = Frame(reader, brand: brand)
        title = heading
        self.heading = heading
        self.isGood = isGood
        self.lead = lead
        self.list = list.isEmpty ? nil : List(lines: list)
        self.after = after
        self.post = post
        self.link = link
        self.others = others
        self.place = place
    }
}
