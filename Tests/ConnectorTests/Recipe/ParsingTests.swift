import Foundation
import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

@Suite("Reading accounts and bills from rows")
struct ParsingTests {
    private func account(_ reference: String = "a1", _ number: String = "12-3") -> CollectedAccount {
        CollectedAccount(
            providerReference: reference, number: number, serviceAddress: "1 Main St", meters: [], bills: [])
    }

    private func billRow(_ changes: [String: String] = [:]) -> Row {
        let usual = [
            "reference": "b1", "period_start": "01/01/2026 – 01/31/2026", "period_end": "01/01/2026 – 01/31/2026",
            "issued": "02/03/2026", "amount": "$1,084.50", "pdf": "https://sample.example/b1.pdf",
        ]
        return Row(fields: usual.merging(changes) { $1 }.filter { !$0.value.isEmpty })
    }

    @Test("accounts come with their meters, each account once")
    func accounts() throws {
        let reading = try SampleRecipe.recipe().accounts
        let meter = Row(fields: ["number": "M1", "commodity": "Natural Gas service"])
        let row = Row(
            fields: ["reference": "a1", "number": "12-3", "service_address": "1 Main St"],
            lists: ["meters": [meter, meter]])
        let accounts = try AccountParsing.accounts([row, row], reading)
        #expect(accounts.count == 1)
        #expect(accounts.first?.meters == [Meter(number: "M1", commodity: .gas)])
    }

    @Test("what is missing in a row is named with the row, and nothing of the page goes along")
    func missing() throws {
        let recipe = try SampleRecipe.recipe()
        let row = Row(fields: ["reference": "a1", "number": "12-3", "service_address": "1 Main St"])
        #expect(throws: UnreadablePart(expected: "number of every account", row: 2)) {
            try AccountParsing.accounts(
                [row, Row(fields: ["reference": "a2", "service_address": "secret street"])], recipe.accounts)
        }
        let meters = try #require(recipe.accounts.meters)
        let steam = Row(fields: ["number": "M1", "commodity": "Steam"])
        #expect(
            throws: UnreadablePart(expected: "electricity, gas or water as every meter's commodity", row: 1)
        ) { try AccountParsing.meters([steam], meters) }
    }

    @Test("a bill is read as a whole")
    func bill() throws {
        let bill = try #require(
            try BillParsing.bills([billRow()], SampleRecipe.recipe().bills, currency: "USD").first)
        #expect(bill.pdfAddress == "https://sample.example/b1.pdf")
        #expect(
            bill.bill
                == CollectedBill(
                    providerReference: "b1", periodStart: "2026-01-01", periodEnd: "2026-01-31", issuedOn: "2026-02-03",
                    amount: Money(minorUnits: 108_450, currency: "USD"), pdf: nil))
    }

    @Test(
        "half a bill is no bill",
        arguments: [
            ("reference", ""), ("period_start", "January"), ("period_end", "01/01/2026"), ("issued", "02/31/2026"),
            ("amount", "pending"), ("amount", ""),
        ])
    func halfABill(_ field: String, _ value: String) throws {
        let reading = try SampleRecipe.recipe().bills
        let rows = [billRow(), billRow(["reference": "b2"]).changing(field, to: value)]
        #expect(throws: UnreadablePart.self) { try BillParsing.bills(rows, reading, currency: "USD") }
    }

    @Test("the bills since a date are wanted, and the latest in any case")
    func wanted() throws {
        let rows = ["11/05/2025", "01/05/2026", "12/05/2025"].map { billRow(["reference": $0, "issued": $0]) }
        let bills = try BillParsing.bills(rows, SampleRecipe.recipe().bills, currency: "USD")
        func dates(_ since: String?) -> [String] { BillParsing.wanted(bills, since: since).map(\.bill.issuedOn) }
        #expect(dates(nil) == ["2025-11-05", "2026-01-05", "2025-12-05"])
        #expect(dates("2025-12-05") == ["2026-01-05", "2025-12-05"])
        #expect(dates("2026-02-01") == ["2026-01-05"])
        #expect(BillParsing.wanted([], since: "2026-01-01").isEmpty)
    }

    @Test("a page belongs to the account whose number or reference it shows, exactly")
    func owner() throws {
        let reading = try SampleRecipe.recipe().bills
        func isOwned(_ text: String) -> Bool {
            BillParsing.isOwned([Row(fields: ["owner": text])], by: account(), reading)
        }
        #expect(isOwned("12-3"))
        #expect(isOwned("a1"))
        #expect(!isOwned("12-34"))
        #expect(!isOwned(""))
        #expect(!BillParsing.isOwned([], by: account(), reading))
    }

    @Test("what a page calls an account cannot break out of a selector or an address")
    func placeholders() {
        let nasty = account("x'] , a[href=\"/delete\"]", "1/2?x=3")
        let click = RecipeStep.click(selector: "a[data-id='{reference}']").filled(for: nasty)
        #expect(click == .click(selector: "a[data-id='x\\27 ] , a[href=\\22 /delete\\22 ]']"))
        let go = RecipeStep.go(address: "https://sample.example/a/{number}").filled(for: nasty)
        #expect(go == .go(address: "https://sample.example/a/1%2F2%3Fx%3D3"))
        #expect(RecipeStep.press(key: "Enter").filled(for: nasty) == .press(key: "Enter"))
    }

    @Test("the recorder keeps no secret that a portal puts into its addresses, and no query")
    func recorder() throws {
        let credentials = SignInCredentials(
            username: Secret("pat@example.com"), password: Secret("tä st"), answers: ["pet": Secret("Rex the dog")])
        var recorder = FlightRecorder(keepingOut: credentials)
        for path in ["/u/pat@example.com", "/u/pat%40example.com", "/p/t%C3%A4%20st?token=1", "/a/Rex%20the%20dog#x"] {
            let facts = PageFacts(address: "https://sample.example" + path, status: 200, title: "", frames: [])
            let sighting = Sighting(
                facts: facts, documentID: "1", networkError: nil, hasChanged: true, recipe: try SampleRecipe.recipe())
            recorder.saw(sighting, at: .init(timeIntervalSince1970: 0))
        }
        #expect(
            recorder.steps.map(\.address) == [
                "https://sample.example/u/…", "https://sample.example/p/…", "https://sample.example/a/…",
            ])
    }
}

extension Row {
    fileprivate func changing(_ field: String, to value: String) -> Row {
        var fields = fields
        fields[field] = value.isEmpty ? nil : value
        return Row(fields: fields)
    }
}
