import Domain
import Foundation
import UseCases

/// *Members*: who works here and what each may do.
struct MembersPage: Page {
    static let template = "members"

    let shell: Shell
    let title: String
    let faults: Faults?
    let rows: [Row]
    let email: FormField
    let role: FormField

    struct Row: Sendable {
        let name: String
        let email: String
        let role: String
        let since: Moment
        let isDisabled: Bool
        /// The form that changes the role; nil for oneself and for the disabled.
        let roleForm: RoleForm?
        let posts: [Post]
    }

    struct RoleForm: Sendable {
        let action: String
        let fieldID: String
        let options: [Option]
    }

    init(_ members: [Member], answers: Answers = Answers(), viewer: Viewer) {
        let email = FormField("email", "E-mail address", .email, in: answers)
        let role = FormField(
            "role", "May do", choosingFrom: Role.allCases.map { (value: $0.rawValue, label: $0.explained) },
            in: answers)
        let faults = answers.summary(of: [email, role])
        shell = viewer.shell(at: .members)
        title = (faults == nil ? "" : "Error: ") + "Members"
        self.faults = faults
        self.email = email
        self.role = role
        rows = members.map { Row($0, viewer: viewer) }
    }
}

extension MembersPage.Row {
    fileprivate init(_ member: Member, viewer: Viewer) {
        let address = "/members/\(member.id.prefixed)"
        let isSelf = member.id == viewer.signedIn.member.id
        let isDisabled = member.disabledAt != nil
        self.init(
            name: isSelf ? "\(member.name) (you)" : member.name, email: member.email, role: member.role.word,
            since: viewer.moment(member.createdAt), isDisabled: isDisabled,
            roleForm: isSelf || isDisabled
                ? nil
                : MembersPage.RoleForm(
                    action: address + "/roles", fieldID: "role-\(member.id.prefixed)",
                    options: Role.allCases.map {
                        Option(value: $0.rawValue, label: $0.word, isChosen: $0 == member.role)
                    }),
            posts: isSelf ? [] : Self.posts(isDisabled: isDisabled, address: address))
    }

    private static func posts(isDisabled: Bool, address: String) -> [Post] {
        isDisabled
            ? [Post(label: "Let back in", address: address + "/enablements")]
            : [
                Post(label: "Make a sign-in link", address: address + "/sign-in-links"),
                Post(label: "Disable", address: address + "/disablements"),
            ]
    }
}

extension Role {
    /// The role with what it may do.
    var explained: String {
        switch self {
        case .viewer: "Viewer: looks, changes nothing"
        case .operator: "Operator: creates, checks, repairs"
        case .owner: "Owner: also members, keys and the audit log"
        }
    }
}
