import Domain
import UseCases

/// Code forwarding, step 1: how codes are to reach Tieline, the most durable way first.
struct CodeChoicePage: Page {
    static let template = "codes"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let heading: String
    let lead: String
    /// What is set up already; nil when nothing is.
    let current: String?
    let ways: [CodeWay]
    /// Why a way that the provider knows is not there.
    let missing: String?
    let waiver: Waiver?

    /// The way out when the portal no longer asks.
    struct Waiver: Sendable {
        let text: String
        let post: Post
    }

    init(_ codes: CodeRouteDetail, viewer: Viewer) {
        let address = "/connections/\(codes.connection.id.prefixed)"
        let name = codes.provider.name
        let loudest = codes.route.map(\.kind).flatMap { codes.ways.contains($0) ? $0 : nil } ?? codes.ways.first
        shell = viewer.shell(at: .connections)
        title = "How codes of \(name) reach Tieline, \(codes.connection.customer.name)"
        customer = codes.connection.customer.name
        connectionAddress = address
        heading = "How shall codes of \(name) reach Tieline?"
        lead = "\(name) asks for a one-time code at sign-in. You are not asked for the password here."
        current = codes.route.flatMap(\.sentence)
        ways = codes.ways.map { kind in
            CodeWay(
                kind, in: codes, address: address + "/codes", isQuiet: kind != loudest, viewer: viewer)
        }
        missing =
            codes.ways.contains(.email) || codes.provider.codes?.channels.contains(.email) == false
            ? nil
            : "E-mail cannot be chosen: this installation takes no mail yet. Whoever runs it can change that."
        waiver =
            codes.mayChange
            ? Waiver(
                text: "Tieline signs in once without one. If that works, codes are off for this connection; if \(name) "
                    + "asks all the same, you are sent back here.",
                post: Post(label: "Sign in without a code", address: address + "/codes/waivers")) : nil
    }
}

/// One way for codes to come, described so that a person can choose.
struct CodeWay: Sendable {
    let id: String
    let name: String
    let what: String
    let lasts: String
    let needs: String
    /// The step, as a link where nothing has to be made first.
    let link: Link?
    let post: Choice?
    /// Phones that pass messages on already.
    let phones: [Choice]

    /// A button that chooses a way.
    struct Choice: Sendable {
        let label: String
        let address: String
        let isQuiet: Bool
        let kind: String
        /// The key of a phone that is there already.
        let phone: String?
        /// What tells it from others.
        let about: String?
    }

    /// - Parameter address: Where code forwarding of the connection lives.
    init(_ kind: CodeRouteKind, in codes: CodeRouteDetail, address: String, isQuiet: Bool, viewer: Viewer) {
        let mayAct = codes.mayChange
        let provider = codes.provider.name
        let isSetUp = codes.route?.kind == kind && kind != .live
        id = kind.rawValue
        name = kind.name
        what = kind.what(provider)
        lasts = kind.lasts(provider)
        needs = kind.needs(provider)
        let isPage = kind == .authenticator || isSetUp
        link =
            mayAct && isPage
            ? Link(
                label: isSetUp ? "Go on with it" : kind.step, address: "\(address)/\(kind.rawValue)", isQuiet: isQuiet)
            : nil
        post =
            mayAct && !isPage
            ? Choice(
                label: kind.step, address: kind == .live ? address + "/sign-ins" : address, isQuiet: isQuiet,
                kind: kind.rawValue, phone: nil, about: nil) : nil
        phones =
            mayAct && kind == .sms && !isSetUp
            ? codes.phones.map { Choice($0, address: address, viewer: viewer) } : []
    }
}

extension CodeWay.Choice {
    /// A phone that the organization has already.
    init(_ phone: PhoneChoice, address: String, viewer: Viewer) {
        let last = phone.lastArrivalAt.map { ", last message \(viewer.moment($0).exact)" } ?? ""
        self.init(
            label: "Use a phone that is set up", address: address, isQuiet: true, kind: CodeRouteKind.sms.rawValue,
            phone: phone.key, about: "Serves \(counted(phone.connections, "connection"))\(last).")
    }
}
