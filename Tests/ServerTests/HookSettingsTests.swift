import Hooks
import Server
import Testing

@Suite("Settings of the inbound doors") struct HookSettingsTests {
    @Test("without settings nothing is open that needs a secret")
    func closed() throws {
        let hooks = try Settings(environment: [:]).hooks
        #expect(hooks.twilioToken == nil && hooks.gatewayKey == nil && hooks.postmarkLogin == nil)
        #expect(hooks.sendGridSigning == nil && hooks.sendGridLogin == nil && hooks.mailgunKey == nil)
        #expect(hooks.sesTopics.isEmpty && hooks.rawMailToken == nil)
    }

    @Test(
        "what would open a door badly is said at the start, without the value",
        arguments: [
            ("TIELINE_POSTMARK_LOGIN", "hunter2"), ("TIELINE_SENDGRID_LOGIN", "hunter2:"),
            ("TIELINE_SENDGRID_KEY", "hunter2"), ("TIELINE_SES_TOPIC", "hunter2"),
            ("TIELINE_RAW_MAIL_TOKEN", "hunter2"),
        ])
    func problems(variable: String, value: String) throws {
        let error = try #require(throws: SettingsError.self) { try Settings(environment: [variable: value]) }
        #expect(error.problems.count == 1)
        #expect(error.description.contains(variable) && !error.description.contains("hunter2"))
    }

    @Test("topics and header names are lists")
    func lists() throws {
        let key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE" + String(repeating: "A", count: 86) + "=="
        let settings = try Settings(environment: [
            "TIELINE_SES_TOPIC": "arn:aws:sns:us-east-1:123456789012:a, arn:aws:sns:eu-west-1:123456789012:b",
            "TIELINE_SENDGRID_KEY": key, "TIELINE_SENDGRID_HEADERS": "X-Signature, X-Timestamp",
        ])
        #expect(settings.hooks.sesTopics.map(\.region) == ["us-east-1", "eu-west-1"])
        #expect(settings.hooks.sendGridSigning != nil)
    }
}
