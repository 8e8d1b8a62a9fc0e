import Domain
import UseCases

/// The loudest thing on a page: who must act, why, since when, and one button.
struct StatusHero: Sendable {
    let tone: String
    let who: String
    let cause: String
    let details: [Detail]
    let links: [Link]
    let posts: [Post]
    /// The one step that is meant, where it is a button.
    var first: Post?

    /// A sentence that may hold an instant.
    struct Detail: Sendable {
        let lead: String
        var moment: Moment?
        var trail: String?
    }
}
