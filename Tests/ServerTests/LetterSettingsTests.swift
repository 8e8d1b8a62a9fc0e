import Server
import Testing

@Suite("Settings of letters")
struct LetterSettingsTests {
    @Test("a mail server and an address are all that is needed")
    func reads() throws {
        let settings = try Settings(environment: [
            "TIELINE_SMTP_URL": "smtp://mail.example", "TIELINE_MAIL_FROM": "Requests@Acme.example",
        ])
        #expect(settings.mail.letters?.from == "requests@acme.example")
        let signedIn = try Settings(environment: [
            "TIELINE_SMTP_URL": "smtps://mail.example:465", "TIELINE_MAIL_FROM": "r@acme.example",
            "TIELINE_SMTP_USER": "u", "TIELINE_SMTP_PASSWORD": "p", "TIELINE_SMTP_PLAIN": "no",
        ])
        #expect(signedIn.mail.letters != nil)
        #expect(try Settings(environment: [:]).mail.letters == nil)
    }

    @Test(
        "what is wrong is said without its values",
        arguments: [
            ["TIELINE_SMTP_URL": "http://here", "TIELINE_MAIL_FROM": "a@b.example"],
            ["TIELINE_SMTP_URL": "smtp://u:here@mail.example", "TIELINE_MAIL_FROM": "a@b.example"],
            ["TIELINE_SMTP_URL": "smtp://here"], ["TIELINE_MAIL_FROM": "a@here.example"],
            ["TIELINE_SMTP_URL": "smtp://here", "TIELINE_MAIL_FROM": "here"],
            ["TIELINE_SMTP_URL": "smtp://here", "TIELINE_MAIL_FROM": "a@b.example", "TIELINE_SMTP_USER": "here"],
            ["TIELINE_SMTP_URL": "smtp://here", "TIELINE_MAIL_FROM": "a@b.example", "TIELINE_SMTP_PASSWORD": "here"],
            ["TIELINE_SMTP_URL": "smtp://here", "TIELINE_MAIL_FROM": "a@b.example", "TIELINE_SMTP_PLAIN": "here"],
            ["TIELINE_SMTP_PLAIN": "yes"], ["TIELINE_SMTP_USER": "here", "TIELINE_SMTP_PASSWORD": "here"],
        ])
    func broken(environment: [String: String]) throws {
        let error = try #require(throws: SettingsError.self) { try Settings(environment: environment) }
        #expect(error.problems.count == 1)
        #expect(!error.description.contains("here"))
    }
}
