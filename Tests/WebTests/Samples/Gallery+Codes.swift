import Domain
import Foundation
@testable import UseCases
@testable import Web

extension Gallery {
    /// Code forwarding, in every state of every way.
    static var codes: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        func mail(_ mailbox: Mailbox?, question: ForwardingQuestion? = nil) -> CodeMailPage {
            let codes = Sample.codes(Sample.route(.email), health: .unproven, question: question)
            return CodeMailPage(
                codes,
                forwarding: MailForwarding(.codes, of: codes.provider, to: Sample.alias, for: Sample.organization),
                mailbox: mailbox, viewer: viewer)
        }
        func phone(_ phone: Phone?) -> CodePhonePage {
            let codes = Sample.codes(Sample.route(.sms), health: .unproven)
            return CodePhonePage(
                codes,
                forwarding: TextForwarding(
                    of: codes.provider, origin: "https://tieline.acme-solar.example", key: Sample.phoneKey),
                phone: phone, viewer: viewer)
        }
        let phones = [
            PhoneChoice(key: Sample.phoneKey, connections: 4, lastArrivalAt: Sample.ago(0.1)),
            PhoneChoice(key: "p-2", connections: 1, lastArrivalAt: nil),
        ]
        return [
            GalleryEntry("codes", CodeChoicePage(Sample.codes(), viewer: viewer)),
            GalleryEntry(
                "codes-known",
                CodeChoicePage(
                    Sample.codes(Sample.route(.email, provenAt: Sample.ago(3)), health: .proven, phones: phones),
                    viewer: viewer)),
            GalleryEntry(
                "codes-no-mail",
                CodeChoicePage(
                    Sample.codes(at: Sample.longAsking, ways: [.authenticator, .sms, .live]), viewer: viewer)),
            GalleryEntry("codes-viewer", CodeChoicePage(Sample.codes(role: .viewer), viewer: Sample.viewer(.viewer))),
            GalleryEntry(
                "code-ledger",
                CodeLedgerPage(
                    Sample.codes(Sample.route(.email), health: .proven, ledger: Sample.ledger), viewer: viewer)),
            GalleryEntry("code-ledger-none", CodeLedgerPage(Sample.codes(), viewer: Sample.viewer(.viewer))),
            GalleryEntry("codes-email", mail(nil)),
            GalleryEntry("codes-email-confirm", mail(.gmail, question: Sample.question)),
            GalleryEntry("codes-sms", phone(nil)),
            GalleryEntry("codes-authenticator", CodeAuthenticatorPage(Sample.codes(), viewer: viewer)),
            GalleryEntry(
                "codes-authenticator-wrong",
                CodeAuthenticatorPage(
                    Sample.codes(),
                    answers: Answers(problems: [
                        FieldProblem(
                            field: "picture", code: "no_code",
                            message: "No QR code was found in the picture. Upload one that shows it whole and sharp.")
                    ]), viewer: viewer)),
        ] + Mailbox.allCases.map { GalleryEntry("codes-email-\($0.rawValue)", mail($0)) }
            + Phone.allCases.map { GalleryEntry("codes-sms-\($0.rawValue)", phone($0)) }
    }

    /// A connection's page with every health of its codes.
    static var codeHealth: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        let routes: [(CodeRouteHealth, CodeRoute?)] = [
            (.missing, nil), (.unproven, Sample.route(.email)),
            (.proven, Sample.route(.email, provenAt: Sample.ago(3), delay: 4.2)),
            (.stale, Sample.route(.sms, provenAt: Sample.ago(40), delay: 9)),
            (.slow, Sample.route(.email, provenAt: Sample.ago(3), delay: 160)),
            (.silent, Sample.route(.sms, provenAt: Sample.ago(20), delay: 8, misses: 2)),
            (.live, Sample.route(.live)), (.ending, Sample.route(.live)), (.off, Sample.route(.off)),
        ]
        return routes.map { health, route in
            let status: ConnectionStatus = health == .proven ? .connected : .mfaTokenExpired
            return GalleryEntry(
                "connection-codes-\(health.rawValue)",
                ConnectionDetailPage(
                    Sample.detail(status),
                    codes: CodeSection(
                        Sample.codes(route, health: health, ledger: health == .missing ? [] : Sample.ledger),
                        nextRehearsal: route?.provenAt?.addingTimeInterval(28 * Sample.day), viewer: viewer),
                    viewer: viewer))
        }
    }

    /// Runs that had to do with a code.
    static var codeRuns: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        func run(
            _ name: String, _ progress: RunProgress, trigger: RunTrigger = .rehearsal, wait: CodeWaitView?,
            codes: CodeRouteDetail? = nil, answers: Answers = Answers(), isTyping: Bool = false
        ) -> GalleryEntry {
            GalleryEntry(
                "code-run-\(name)",
                RunDetailPage(
                    Sample.codeRun(progress, trigger: trigger, wait: wait), codes: codes, answers: answers,
                    isTyping: isTyping, viewer: viewer))
        }
        let email = Sample.codes(Sample.route(.email), health: .unproven)
        let foreign = Sample.codes(
            Sample.route(.email), health: .unproven,
            ledger: [
                CodeLedgerLine(
                    at: Sample.now.addingTimeInterval(-20), verdict: .foreignSender, sender: "mail.example", delay: 18)
            ])
        let wrong = Answers(
            values: ["code": "12ab"],
            problems: [FieldProblem(field: "code", code: "not_a_code", message: "Enter the code of 6 digits.")])
        return [
            run("waiting", .running, wait: Sample.wait(.waiting)),
            run("typing", .running, wait: Sample.wait(.waiting), isTyping: true),
            run("arrived", .running, wait: Sample.wait(.taken, after: 4.2)),
            run("live", .running, trigger: .repair, wait: Sample.wait(.waiting, route: .live, channel: .sms)),
            run(
                "live-wrong", .running, trigger: .repair, wait: Sample.wait(.waiting, route: .live, attempts: 2),
                answers: wrong),
            run("works", .succeeded, wait: Sample.wait(.accepted, after: 4.2), codes: email),
            run(
                "typed", .succeeded, trigger: .repair, wait: Sample.wait(.accepted, route: .live, after: 31),
                codes: email),
            run("not-asked", .succeeded, wait: nil, codes: email),
            run("silent", .failed, wait: Sample.wait(.over), codes: email),
            run("foreign", .failed, wait: Sample.wait(.over), codes: foreign),
            run(
                "rejected", .failed, wait: Sample.wait(.rejected, route: .authenticator, channel: .totp, after: 0.1),
                codes: Sample.codes(Sample.route(.authenticator), health: .unproven)),
        ]
    }
}
