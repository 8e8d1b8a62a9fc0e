import UseCases

/// The door: e-mail address and password.
struct SignInPage: Page {
    static let template = "sign-in"

    let door: Door
    let title: String
    let faults: Faults?
    let fields: [FormField]
    /// Where to go afterwards: a path of this site.
    let destination: String?

    init(answers: Answers = Answers(), destination: String? = nil, assets: AssetAddresses) {
        let fields = [
            FormField("email", "E-mail address", .email, in: answers),
            FormField("password", "Password", .currentPassword, in: answers),
        ]
        let faults = answers.summary(of: fields)
        door = Door(assets)
        title = (faults == nil ? "" : "Error: ") + "Sign in"
        self.faults = faults
        self.fields = fields
        self.destination = destination
    }
}
