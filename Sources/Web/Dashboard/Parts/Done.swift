import HTTPKit

/// What was just done, told on the page it leads to. Travels in the address as a word, so that nothing else can be said.
enum Done: String, CaseIterable {
    case paused, resumed, archived, restored, corrected, checks, added, role, disabled, enabled, revoked,
        password, zone, codesStopped = "codes-stopped", addressRotated = "address-rotated",
        forwardingStopped = "forwarding-stopped", mailboxAdded = "mailbox-added", mailFiled = "mail-filed",
        mailSetAside = "mail-set-aside", requestSent = "request-sent", requestResent = "request-resent", requestOpened =
        "request-opened",
        requestDiscarded = "request-discarded", requestRevoked = "request-revoked",
        permissionRevoked = "permission-revoked", linksRevoked = "links-revoked", settings, logo, noLogo = "no-logo",
        nothingTicked = "nothing-ticked"

    var notice: Notice { Notice(text: sentence) }

    private var sentence: String {
        switch self {
        case .paused: "Collection is paused. Nothing is checked until you resume."
        case .resumed: "Collection goes on."
        case .archived: "The connection is archived. It is under Archived and is not checked any more."
        case .restored: "The connection is back."
        case .corrected: "The status was corrected. The correction stands in the history with your name."
        case .checks: "The checks are queued. Each row shows how far its check is."
        case .added: "The connection was added. It is checked as soon as a sign-in is entered."
        case .role: "The role was changed."
        case .disabled: "The member is disabled and signed out everywhere."
        case .enabled: "The member may sign in again."
        case .password: "Your password is changed. You are signed out everywhere else."
        case .codesStopped: "Code forwarding is stopped. Nothing that comes for it is read any more."
        case .addressRotated:
            "There is a new address. The old one takes nothing any more: set the new one up in its place."
        case .forwardingStopped: "Forwarding is stopped. Nothing that comes for it is taken any more; what came stays."
        case .mailboxAdded: "The connection was added. It is connected as soon as the first mail has arrived."
        case .mailFiled: "The mail is filed. Its files are on the connection’s page."
        case .mailSetAside: "The mail is set aside. Its files are kept."
        case .requestSent: "The request is on its way. What becomes of it is shown here."
        case .requestOpened: "The request is open. Nothing was sent: copy the link and pass it on yourself."
        case .requestResent: "The request is on its way again."
        case .requestDiscarded: "The draft is discarded. Nobody heard of it."
        case .requestRevoked: "The request is taken back. Its link no longer works, and nobody is reminded."
        case .permissionRevoked:
            "The permission is revoked. The sign-in and everything that was collected are deleted."
        case .linksRevoked:
            "No link to this customer’s own page works any more. He can have a new one sent to him there."
        case .settings: "The settings are changed. They hold for every message from now on."
        case .logo: "The logo is changed."
        case .noLogo: "The logo is removed."
        case .nothingTicked: "No row was ticked. Tick those that you mean, then press the button again."
        case .zone: "The time zone is changed. Exact times are told in it on every page from now on."
        case .revoked: "The key is revoked. It stopped working at once."
        }
    }

    /// An address with the word in it.
    func at(_ address: String) -> String { "\(address)\(address.contains("?") ? "&" : "?")done=\(rawValue)" }

    /// What a page's address says was done.
    static func notice(in query: Form) -> Notice? { Done(rawValue: query.raw("done"))?.notice }
}
