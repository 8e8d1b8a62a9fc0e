import Domain
import Testing

@testable import Connectors

/// A small recipe without mistakes, and ways to spoil it.
enum SampleRecipe {
    static let text = """
        name: Sample Power
        address: "https://sample.example/login"
        origins: ["https://sample.example"]
        time_zone: America/New_York
        currency: USD
        codes:
          channels: [email, sms, totp]
          mail_senders: [Sample.example, "codes@mail.sample.example"]
          text_senders: ["+15550142000"]
          shape: { length: 6, numeric: true }
          lifetime_s: 300
          trust_days: 30
          trust_cookies: [DEVICE]
        pages:
          login:
            when: { selector: "form#login" }
            means: asks_both
            do:
              - { fill: "#user", with: username }
              - { fill: "#pass", with: password }
              - { click: "#go" }
          rejected:
            when: { text: ["does not match our records", "wrong password"] }
            means: { outcome: password_rejected, field: password }
          user:
            when: { selector: "#only-user" }
            means: asks_username
            do:
              - { fill: "#only-user", with: username }
              - { click: "#next" }
          question:
            when: { selector: "#answer" }
            means: { asks_answer: { name: pet, label: "Security question", label_from: "#question" } }
            do:
              - { fill: "#answer", with: answer }
              - { click: "#continue" }
          choose_code:
            when: { selector: "#channels" }
            means: { asks_channel: { email: "#by-email", sms: "#by-sms", totp: "#by-app" } }
            do:
              - { click: "#send" }
          code:
            when: { selector: "#code" }
            means: { asks_code: { destination_from: "#sent-to", resend: "#resend" } }
            do:
              - { check: "#remember" }
              - { fill: "#code", with: code }
              - { click: "#verify" }
          wrong_code:
            when: { selector: "#code", text: "That code is not correct" }
            means: { code_refused: rejected }
          old_code:
            when: { selector: "#code", text: "That code has expired" }
            means: { code_refused: expired }
          paperless:
            when: { text: "Go paperless today" }
            means: nag
            do:
              - { click: "#no-thanks" }
          busy:
            when: { text: "Signing you in" }
            means: loading
          maintenance:
            when: { text: "scheduled maintenance" }
            means: { outcome: site_down, kind: maintenance }
          locked:
            when: { text: "has been locked" }
            means: { outcome: account_locked, link: "https://sample.example/unlock" }
          home:
            when: { all: [{ address: "/account*" }, { selector: ".accounts" }] }
            means: signed_in
        accounts:
          rows: ".account"
          reference: { attribute: data-id }
          number: ".number"
          service_address: ".address"
          meters: { rows: ".meter", number: ".number", commodity: ".kind" }
        bills:
          visit: [{ click: "a[data-id='{reference}']" }]
          shows: ".number"
          rows: ".bill"
          reference: { attribute: data-id }
          period_start: { selector: ".period", like: "{} – *" }
          period_end: { selector: ".period", like: "* – {}" }
          issued: ".issued"
          amount: ".amount"
          pdf: { selector: "a", attribute: href }
          dates: MM/dd/yyyy
          states_no_bills: ["No bills yet"]
        """

    static func recipe() throws -> Recipe { try read(text) }

    static func read(_ text: String, settings: RecipeSettings = RecipeSettings()) throws -> Recipe {
        try RecipeReader.read(text, key: #require(ProviderKey("sample-power")), settings: settings)
    }

    /// The sample with a part replaced; fails when the part is not there.
    static func replacing(_ part: String, with other: String) throws -> String {
        try #require(text.contains(part), "the sample lacks \(part)")
        return text.replacing(part, with: other)
    }

    /// The sample without what stands from one part up to another.
    static func without(_ first: String, upTo next: String) throws -> String {
        let start = try #require(text.firstRange(of: first)?.lowerBound)
        let end = try #require(text[start...].firstRange(of: next)?.lowerBound)
        return String(text[..<start] + text[end...])
    }

    /// The mistakes told about a text.
    static func problems(of text: String, settings: RecipeSettings = RecipeSettings()) -> [String] {
        do {
            _ = try read(text, settings: settings)
            return []
        } catch RecipeError.problems(let problems) {
            return problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    /// The line, counted from 1, on which the part first stands.
    static func line(of part: String, in text: String) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.contains(part) } ?? -1) + 1
    }
}
