import Testing

@testable import SandboxUtility

@Suite("Accounts and bills") struct AccountTests {
    @Test("logins have the promised accounts", arguments: Portal.allCases) func accounts(_ portal: Portal) async throws
    {
        try await withSandbox { server, client in
            for (username, accounts, meters) in [
                ("sunny", 1, [1]), ("family", 2, [2, 2]), ("business", 3, [1, 2, 4]),
            ] {
                let visitor = Visitor(client)
                let list = try await visitor.openAccounts(at: portal, as: username)
                let addresses = try visitor.accountAddresses(on: list, at: portal)
                #expect(addresses.count == accounts)
                let login = try #require(await server.world.login(username, at: portal))
                #expect(login.accounts.map(\.meters.count) == meters)
                for (address, account) in zip(addresses, login.accounts) {
                    let page = try await visitor.get(address)
                    #expect(page.text.contains(account.number))
                    #expect(page.text.contains(account.serviceAddress))
                    for meter in account.meters { #expect(page.text.contains(meter.number)) }
                }
            }
        }
    }

    @Test("24 bills are listed and each is a PDF file", arguments: Portal.allCases)
    func bills(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let list = try await visitor.openAccounts(at: portal, as: "sunny")
            let address = try #require(try visitor.accountAddresses(on: list, at: portal).first)
            let bills = try visitor.billAddresses(on: try await visitor.get(address), at: portal)
            #expect(bills.count == 24)
            #expect(Set(bills).count == 24)
            for bill in bills {
                let pdf = try await visitor.get(bill)
                #expect(pdf.type == "application/pdf")
                #expect(pdf.text.hasPrefix("%PDF-1.4"))
            }
        }
    }

    @Test("a new bill stands on top, and only there", arguments: Portal.allCases)
    func newBill(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let list = try await visitor.openAccounts(at: portal, as: "new-bill")
            let address = try #require(try visitor.accountAddresses(on: list, at: portal).first)
            let bills = try visitor.billAddresses(on: try await visitor.get(address), at: portal)
            #expect(bills.count == 25)
            #expect(bills[0].contains("202603-I20260318"))
            #expect(bills[1].contains("202602"))
        }
    }

    @Test("account ids and numbers differ between all logins", arguments: Portal.allCases)
    func identities(_ portal: Portal) {
        let accounts = Cast(seed: 20, portal: portal).logins.values.flatMap(\.accounts)
        #expect(accounts.count > Cast.crowdSize)
        #expect(Set(accounts.map(\.id)).count == accounts.count)
        #expect(Set(accounts.map(\.number)).count == accounts.count)
        let meters = accounts.flatMap(\.meters)
        #expect(Set(meters.map(\.number)).count == meters.count)
    }

    @Test("the same seed gives the same utility, another seed another") func seeds() {
        let first = Cast(seed: 20, portal: .harbor).logins["family"]?.accounts
        #expect(first == Cast(seed: 20, portal: .harbor).logins["family"]?.accounts)
        #expect(first != Cast(seed: 21, portal: .harbor).logins["family"]?.accounts)
    }

    @Test("readings run on from bill to bill and charges add up") func arithmetic() throws {
        let account = try #require(Cast(seed: 20, portal: .metro).logins["family"]?.accounts.first)
        let today = CivilDate(of: openingDay, in: Portal.metro.timeZone)
        let bills = Almanac(openedAt: openingDay).bills(of: account, at: .metro, on: today, interim: true)
        #expect(bills.count == 25)
        for (newer, older) in zip(bills, bills.dropFirst()) {
            #expect(newer.periodStart == older.periodEnd.adding(days: 1))
            for (late, early) in zip(newer.lines, older.lines) {
                #expect(late.previousReading == early.presentReading)
                #expect(late.usage > 0)
                #expect(late.energyCharge == late.usage * late.meter.commodity.rate / 1_000)
            }
        }
        for bill in bills {
            let charges = bill.lines.reduce(0) { $0 + $1.energyCharge + $1.customerCharge }
            #expect(bill.total == charges + charges * 52 / 1_000)
        }
    }

    @Test("a bill appears on the 5th, and never changes afterwards") func issue() throws {
        let account = try #require(Cast(seed: 20, portal: .valley).logins["sunny"]?.accounts.first)
        let almanac = Almanac(openedAt: openingDay)
        func bills(_ month: Int, _ day: Int) -> [UtilityBill] {
            let today = CivilDate(year: 2026, month: month, day: day)
            return almanac.bills(of: account, at: .valley, on: today, interim: false)
        }
        #expect(bills(4, 4).first?.id == "202602")
        #expect(bills(4, 5).first?.id == "202603")
        #expect(bills(4, 5).last?.id == "202404")
        #expect(bills(4, 4).first == bills(4, 5).dropFirst().first)
        #expect(bills(1, 2).first?.id == "202511")
    }
}
