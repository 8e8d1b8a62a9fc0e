import Domain
import Foundation
import Testing

@Suite("Rules of codes")
struct CodeRuleTests {
    @Test("an alias is 128 random bits in base32, and is found in what an envelope names")
    func aliases() {
        let alias = MessageAlias.make(.codes, random: Array(repeating: 0xFF, count: 32))
        #expect(alias == "c-" + String(repeating: "7", count: 25) + "4")
        #expect(
            MessageAlias.make(.bills, random: Array(repeating: 0, count: 16)) == "b-"
                + String(repeating: "a", count: 26))
        #expect(MessageAlias.candidates(in: "\(alias)@codes.example") == [alias])
        #expect(MessageAlias.candidates(in: "\(alias.uppercased())+news@codes.example") == [alias])
        #expect(MessageAlias.candidates(in: "hash+\(alias)@inbound.example") == [alias])
        #expect(MessageAlias.candidates(in: alias) == [alias])
        #expect(MessageAlias.candidates(in: "pat@codes.example") == [])
        #expect(MessageAlias.candidates(in: "\(alias)x@codes.example") == [])
        #expect(MessageAlias.candidates(in: "x@\(alias)") == [])
    }

    @Test(
        "a mail domain is a host name of two labels or more",
        arguments: [
            ("codes.example", true), ("CODES.Example.com", true), ("localhost", false), ("", false), ("a..b", false),
            ("-a.example", false), ("a_b.example", false), ("a.example.", false), ("a@b.example", false),
        ])
    func domains(text: String, isOne: Bool) {
        #expect((MailDomain(text) != nil) == isOne)
        if isOne { #expect(MailDomain(text)?.address(of: "c-x") == "c-x@\(text.lowercased())") }
    }

    @Test("the route that is set up serves first, and a person can type what it does not")
    func choices() throws {
        func choose(
            _ offered: [CodeChannel], _ kind: CodeRouteKind?, proven: Bool = false, attended: Bool
        ) throws -> String {
            var way: CodeRoute?
            if let kind { way = try route(kind, proven: proven) }
            do throws(CodeRefusal) {
                let choice = try CodeChoice.among(offered, route: way, isAttended: attended, at: start)
                return "\(choice.channel.rawValue) by \(choice.route?.kind.rawValue ?? "hand")"
            } catch {
                return error.rawValue
            }
        }
        #expect(try choose([.sms, .email], .email, proven: true, attended: false) == "email by email")
        #expect(try choose([.sms, .email], .email, attended: false) == "no_route")
        #expect(try choose([.sms, .email], .email, attended: true) == "email by email")
        #expect(try choose([.sms], .email, proven: true, attended: false) == "no_channel")
        #expect(try choose([.sms], .email, proven: true, attended: true) == "sms by hand")
        #expect(try choose([.totp, .sms], .authenticator, proven: true, attended: false) == "totp by authenticator")
        #expect(try choose([.unknown], .email, proven: true, attended: false) == "unknown by email")
        #expect(try choose([.unknown], .authenticator, proven: true, attended: false) == "no_channel")
        #expect(try choose([.sms], .live, attended: true) == "sms by hand")
        #expect(try choose([.sms], .live, attended: false) == "no_route")
        #expect(try choose([.sms], nil, attended: true) == "sms by hand")
        #expect(try choose([.sms], nil, attended: false) == "no_route")
        #expect(try choose([.app], nil, attended: true) == "no_channel")
        #expect(try choose([.sms], .off, attended: true) == "switched_off")
    }

    @Test("a relay counts as proven for 35 days, an authenticator for good, a person never")
    func proof() throws {
        for (kind, first, later) in [
            (CodeRouteKind.email, true, false), (.sms, true, false), (.authenticator, true, true),
            (.live, false, false), (.off, false, false),
        ] {
            let route = try route(kind, proven: true)
            #expect(route.isProven(at: after(day * 34)) == first)
            #expect(route.isProven(at: after(day * 36)) == later)
            var ended = route
            ended.endedAt = start
            #expect(!ended.isProven(at: start))
        }
    }

    @Test("how long a device is known is what the portal says, else what was learned, else the recipe's days")
    func trust() {
        let told = TrustSpan(obtainedAt: start, expiresAt: after(day))
        #expect(told.ends(learned: 86_400 * 9, days: 5) == after(day))
        let silent = TrustSpan(obtainedAt: start, expiresAt: nil, aliveAt: after(day * 3))
        #expect(silent.ends(learned: 86_400 * 9, days: 5) == after(day * 9))
        #expect(silent.ends(learned: nil, days: 5) == after(day * 5))
        #expect(silent.ends(learned: nil, days: nil) == nil)
        #expect(silent.lasted == 3 * 86_400)
    }

    @Test("a person looks on where he asked for the run himself")
    func attended() throws {
        let member: Member.ID = try identifier(9)
        for (trigger, alone, asked) in [
            (RunTrigger.first, false, true), (.manual, false, true), (.schedule, false, false),
            (.canary, false, false), (.repair, true, true), (.rehearsal, true, true),
        ] {
            #expect(try run(trigger, by: nil).isAttended == alone)
            #expect(try run(trigger, by: member).isAttended == asked)
        }
    }

    private func route(_ kind: CodeRouteKind, proven: Bool) throws -> CodeRoute {
        CodeRoute(
            id: try identifier(1), organizationID: try identifier(2), connectionID: try identifier(3), kind: kind,
            createdAt: start, provenAt: proven ? start : nil)
    }

    private func run(_ trigger: RunTrigger, by member: Member.ID?) throws -> Run {
        Run(
            id: try identifier(1), organizationID: try identifier(2), connectionID: try identifier(3),
            providerKey: try #require(ProviderKey("sandbox-tower")), trigger: trigger, requestedBy: member,
            queuedAt: start, credentialVersion: 1, statusBefore: .connected)
    }
}
