import Domain
import UseCases

/// What a link opens: one button, because fetching a page must not sign anybody in.
struct SignInLinkPage: Page {
    static let template = "sign-in-link"

    let door: Door
    let title = "Sign in"
    let email: String
    let action: String

    init(email: String, token: String, assets: AssetAddresses) {
        door = Door(assets)
        self.email = email
        action = "/sign-in/\(token)"
    }
}

/// The first run: the organization and its first owner.
struct SetUpPage: Page {
    static let template = "set-up"

    let door: Door
    let title: String
    let faults: Faults?
    let fields: [FormField]
    let action: String

    init(answers: Answers = Answers(), token: String, assets: AssetAddresses) {
        let fields = [
            FormField(
                "organization", "Your company’s name", hint: "Customers will see it when they are asked for something.",
                in: answers),
            FormField("name", "Your name", in: answers),
            FormField("email", "Your e-mail address", .email, hint: "You sign in with it.", in: answers),
            FormField("password", "A new password", .newPassword, hint: "At least 12 characters.", in: answers),
        ]
        let faults = answers.summary(of: fields)
        door = Door(assets)
        title = (faults == nil ? "" : "Error: ") + "Set up Tieline"
        self.faults = faults
        self.fields = fields
        action = "/setup/\(token)"
    }
}

/// An invitation: the new member's name and password.
struct InvitationPage: Page {
    static let template = "invitation"

    let door: Door
    let title: String
    let organization: String
    let email: String
    let role: String
    let faults: Faults?
    let fields: [FormField]
    let action: String

    init(
        organization: String, email: String, role: Role, answers: Answers = Answers(), token: String,
        assets: AssetAddresses
    ) {
        let fields = [
            FormField("name", "Your name", in: answers),
            FormField("password", "A new password", .newPassword, hint: "At least 12 characters.", in: answers),
        ]
        let faults = answers.summary(of: fields)
        door = Door(assets)
        title = (faults == nil ? "" : "Error: ") + "Join \(organization)"
        self.organization = organization
        self.email = email
        self.role = role.explained
        self.faults = faults
        self.fields = fields
        action = "/invitations/\(token)"
    }
}
