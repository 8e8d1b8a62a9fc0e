import HTTPKit

/// What was just done, told on the page it leads to. Travels in the address as a word, so that nothing else can be said.
enum Done: String, CaseIterable {
    case paused, resumed, archived, restored, corrected, checks, added, role, disabled, enabled, revoked,
        password, zone, codesStopped = "codes-stopped", addressRotated = "address-rotated",
        forwardingStopped = "forwarding-stopped", mailboxAdded = "mailbox-added", mailFiled = "mail-filed",
        mailSetAside = "mail-set-aside"

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
        case .zone: "The time zone is changed. Exact times are told in it on every page from now on."
        case .revoked: "The key is revoked. It stopped working at once."
        }
    }

    /// An address with the word in it.
    func at(_ address: String) -> String { "\(address)\(address.contains("?") ? "&" : "?")done=\(rawValue)" }

    /// What a page's address says was done.
    static func notice(in query: Form) -> Notice? { Done(rawValue: query.raw("done"))?.notice }
}
