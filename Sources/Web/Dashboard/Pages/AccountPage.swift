import Domain
import UseCases

/// *Your account*: who is signed in, and a new password.
struct AccountPage: Page {
    static let template = "account"

    let shell: Shell
    let title: String
    let facts: [Fact]
    let faults: Faults?
    let fields: [FormField]

    init(answers: Answers = Answers(), viewer: Viewer) {
        let fields = [
            FormField("current_password", "Your current password", .currentPassword, in: answers),
            FormField("new_password", "A new password", .newPassword, hint: "At least 12 characters.", in: answers),
        ]
        let faults = answers.summary(of: fields)
        let member = viewer.signedIn.member
        shell = viewer.shell(at: nil)
        title = (faults == nil ? "" : "Error: ") + "Your account"
        facts = [
            Fact(label: "Name", text: member.name), Fact(label: "E-mail address", text: member.email),
            Fact(label: "Organization", text: viewer.signedIn.organization.name),
            Fact(label: "May do", text: member.role.explained),
            Fact(label: "Signed in until", moment: viewer.moment(viewer.signedIn.expiresAt)),
        ]
        self.faults = faults
        self.fields = fields
    }
}
