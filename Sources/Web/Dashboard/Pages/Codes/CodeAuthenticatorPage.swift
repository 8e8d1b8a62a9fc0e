import Domain
import UseCases

/// Code forwarding, step 2 with an authenticator: its secret, typed or as a picture.
struct CodeAuthenticatorPage: Page {
    static let template = "codes-authenticator"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let waysAddress: String
    let heading: String
    let lead: String
    let faults: Faults?
    let action: String
    let guide: Guide
    let secret: FormField
    let picture: PictureField
    let trust: Trust

    /// The names of the two fields.
    static let secretName = "secret"
    static let pictureName = "picture"

    init(_ codes: CodeRouteDetail, answers: Answers = Answers(), viewer: Viewer) {
        let provider = codes.provider
        let address = "/connections/\(codes.connection.id.prefixed)"
        let secret = FormField(
            Self.secretName, "Secret key", .portalSecret,
            hint: "Letters and digits such as JBSW Y3DP EHPK 3PXP, or an address that begins with otpauth://",
            in: answers)
        let faults = answers.summary(of: [Self.secretName, Self.pictureName])
        shell = viewer.shell(at: .connections)
        title =
            (faults == nil ? "" : "Error: ") + "Authenticator for \(provider.name), \(codes.connection.customer.name)"
        customer = codes.connection.customer.name
        connectionAddress = address
        waysAddress = address + "/codes"
        heading = "Authenticator for \(provider.name)"
        lead = "With its secret key, Tieline makes the codes that an authenticator app would show."
        self.faults = faults
        action = address + "/codes/authenticator"
        guide = Self.guide(provider)
        self.secret = secret
        picture = PictureField(
            Self.pictureName, "Or a picture of the QR code",
            hint: "A screenshot or a photo, PNG or JPEG, at most 5 MB. It is read and not kept.", in: answers)
        trust = Trust(
            who: "\(viewer.signedIn.organization.name), to sign in at \(provider.name) with nobody present.",
            what: "It is encrypted on \(viewer.signedIn.organization.name)’s own machines and never leaves them.",
            takeBack: "Set the authenticator up anew at \(provider.name), or stop it on the connection’s page.")
    }

    private static func guide(_ provider: Provider) -> Guide {
        Guide([
            .init("Sign in at \(provider.name) (\(provider.address)) and open the security settings."),
            .init(
                "Set up an authenticator app, or set it up anew. A QR code appears, and with “Can’t scan it?” or the like "
                    + "a secret key."),
            .init(
                "Scan it with your own app as well, and finish at \(provider.name) with the code that your app shows."),
            .init("Enter the same key here, or upload a picture of the QR code."),
        ])
    }
}

/// A picture to upload.
struct PictureField: Sendable {
    let id: String
    let name: String
    let label: String
    let hint: String
    let fault: String?
    let describedBy: String
    let isWrong: Bool

    init(_ name: String, _ label: String, hint: String, in answers: Answers) {
        let fault = answers.fault(of: name)
        id = name
        self.name = name
        self.label = label
        self.hint = hint
        self.fault = fault
        describedBy = "\(name)-hint" + (fault == nil ? "" : " \(name)-fault")
        isWrong = fault != nil
    }
}
