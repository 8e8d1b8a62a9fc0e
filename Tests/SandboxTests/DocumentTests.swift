import Foundation
import Testing

@testable import SandboxUtility

@Suite("Documents") struct DocumentTests {
    private static func bill(_ portal: Portal, _ username: String) throws -> (ServiceAccount, UtilityBill, BillDocument)
    {
        let login = try #require(Cast(seed: 20, portal: portal).logins[username])
        let account = try #require(login.accounts.last)
        let today = CivilDate(of: openingDay, in: portal.timeZone)
        let bill = try #require(
            Almanac(openedAt: openingDay).bills(of: account, at: portal, on: today, interim: false).first)
        return (
            account, bill,
            BillDocument(portal: portal, customerName: login.customerName, account: account, bill: bill)
        )
    }

    @Test("pdftotext reads a bill without complaint", arguments: Portal.allCases) func readable(_ portal: Portal) throws
    {
        let (account, bill, document) = try Self.bill(portal, "business")
        let (text, complaints) = try Self.pdftotext(document.bytes)
        #expect(complaints.isEmpty)
        #expect(text.contains(portal.name))
        #expect(text.contains("Copper Kettle Bakery LLC"))
        #expect(text.contains(account.number))
        #expect(text.contains(account.serviceAddress))
        #expect(text.contains(dollars(bill.total)))
        #expect(text.contains(bill.periodStart.slashed))
        for line in bill.lines {
            #expect(text.contains(line.meter.number))
            #expect(text.contains("previous \(line.previousReading), present \(line.presentReading)"))
        }
    }

    @Test("each entry of the cross-reference table points at its object") func crossReferences() throws {
        let bytes = try Self.bill(.harbor, "sunny").2.bytes
        let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3f }, as: UTF8.self)
        let start = try #require(
            text.split(separator: "startxref\n").last?.split(separator: "\n").first.map(String.init))
        let table = String(text.dropFirst(try #require(Int(start))))
        #expect(table.hasPrefix("xref\n0 8\n0000000000 65535 f \n"))
        let entries = table.split(separator: "\n").dropFirst(3).prefix(7)
        for (number, entry) in zip(1..., entries) {
            let offset = try #require(Int(entry.prefix(10)))
            #expect(entry.utf8.count == 19)
            #expect(text.dropFirst(offset).hasPrefix("\(number) 0 obj\n"))
        }
        let length = try #require(text.firstMatch(of: /\/Length (\d+) >>\nstream\n/))
        let stream = text[length.range.upperBound...].prefix(try #require(Int(length.output.1)))
        #expect(stream.hasSuffix("ET\n"))
        #expect(text[stream.endIndex...].hasPrefix("endstream"))
    }

    @Test("the same bill is the same file, byte for byte") func deterministic() throws {
        #expect(try Self.bill(.metro, "sunny").2.bytes == Self.bill(.metro, "sunny").2.bytes)
        #expect(try Self.bill(.metro, "sunny").2.bytes != Self.bill(.metro, "family").2.bytes)
    }

    @Test("signs that PDF strings treat specially come out as they went in") func escapes() throws {
        var page = PDFPage(title: "(")
        page.text("a (b) \\ c é", at: 72, 700)
        let (text, complaints) = try Self.pdftotext(page.bytes)
        #expect(complaints.isEmpty)
        #expect(text.contains("a (b) \\ c é"))
    }

    /// The text of a PDF file and what the tool had to say about it.
    private static func pdftotext(_ bytes: [UInt8]) throws -> (text: String, complaints: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tool.arguments = ["pdftotext", "-enc", "UTF-8", "-layout", file.path, "-"]
        let output = Pipe()
        let errors = Pipe()
        tool.standardOutput = output
        tool.standardError = errors
        try tool.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
        tool.waitUntilExit()
        #expect(tool.terminationStatus == 0)
        return (String(decoding: text, as: UTF8.self), String(decoding: complaints, as: UTF8.self))
    }
}
