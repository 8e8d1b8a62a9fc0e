import Domain
import UseCases

/// The next rung of the ladder, offered while the person is there: after a typed code, forwarding; after forwarding, what
/// lasts longer.
struct CodeRung: Sendable {
    let text: String
    let link: Link

    /// Nil when the run had nothing to do with codes, or nothing better is on offer.
    init?(after run: RunDetail, codes: CodeRouteDetail?, address: String) {
        guard let wait = run.codeWait, wait.state == .accepted, let codes, codes.mayChange else { return nil }
        let better = codes.ways.prefix { $0 != wait.route }
        guard let best = better.first, best != .live else { return nil }
        if wait.route == .live {
            text = "You had to type the code. Next time nobody has to be there, if codes are passed on."
            link = Link(label: NextAction.setUpCodes.label, address: address + "/codes")
        } else {
            text = "\(best.name) would last longer: \(best.lasts(codes.provider.name).lowercasedFirst)"
            link = Link(label: best.step, address: address + "/codes", isQuiet: true)
        }
    }
}

/// What helps after a test that no code passed.
struct CodeTest: Sendable {
    let links: [Link]
    let posts: [Post]

    init(_ codes: CodeRouteDetail, address: String) {
        guard codes.mayChange else {
            (links, posts) = ([], [])
            return
        }
        let kind = codes.route?.kind
        let page = kind == .live || kind == nil || kind == .off ? "/codes" : "/codes/\(kind?.rawValue ?? "")"
        links = [Link(label: "Look at the steps again", address: address + page, isQuiet: true)]
        posts = [Post(label: "Send another test code", address: address + "/codes/rehearsals", isQuiet: false)]
    }
}

extension String {
    /// For the middle of a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
