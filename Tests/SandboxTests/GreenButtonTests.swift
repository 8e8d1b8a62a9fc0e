import Foundation
import FoundationXML
import Testing

@testable import SandboxUtility

@Suite("Green Button") struct GreenButtonTests {
    @Test("the download is well-formed ESPI and its readings add up to the meters' use", arguments: Portal.allCases)
    func feed(_ portal: Portal) async throws {
        let account = try #require(Cast(seed: 20, portal: portal).logins["business"]?.accounts.last)
        let today = CivilDate(of: openingDay, in: portal.timeZone)
        let feed = GreenButtonFeed(portal: portal, account: account, today: today, updatedAt: openingDay)
        let reading = try EspiReading(feed.xml)
        #expect(reading.count("UsagePoint") == account.meters.count)
        #expect(reading.count("MeterReading") == account.meters.count)
        #expect(reading.count("ReadingType") == Set(account.meters.map(\.commodity)).count)
        #expect(reading.count("IntervalBlock") == account.meters.count * GreenButtonFeed.days)
        let days = (1...GreenButtonFeed.days).map { today.adding(days: -$0) }
        let use = account.meters.flatMap { meter in days.map { meter.use(on: $0) } }.reduce(0, +)
        #expect(reading.texts("value").compactMap { Int($0) }.reduce(0, +) == use)
        #expect(Set(reading.ids).count == reading.ids.count)
    }

    @Test("the day on which clocks go forward has 23 hours, without a gap") func daylightSaving() throws {
        let account = try #require(Cast(seed: 20, portal: .harbor).logins["sunny"]?.accounts.first)
        let feed = GreenButtonFeed(
            portal: .harbor, account: account, today: CivilDate(year: 2026, month: 3, day: 18), updatedAt: openingDay)
        let reading = try EspiReading(feed.xml)
        // Elements "start" and "duration" of a block's interval come before those of its readings.
        #expect(reading.texts("value").count == 31 * 24 - 1)
        let durations = reading.texts("duration").compactMap { Int($0) }
        #expect(durations.filter { $0 == 82_800 }.count == 1)
        #expect(durations.filter { $0 == 86_400 }.count == 30)
        let starts = Set(reading.texts("start").compactMap { Int($0) }).sorted()
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == 3_600 })
        let firstMidnight = CivilDate(year: 2026, month: 2, day: 15).start(in: Portal.harbor.timeZone)
        #expect(starts.first == Int(firstMidnight.timeIntervalSince1970))
        #expect(reading.texts("tzOffset") == ["-18000"])
    }

    @Test("each portal lets a customer download it") func downloads() async throws {
        try await withSandbox { _, client in
            for portal in Portal.allCases {
                let visitor = Visitor(client)
                let list = try await visitor.openAccounts(at: portal, as: "sunny")
                let account = try await visitor.get(
                    try #require(try visitor.accountAddresses(on: list, at: portal).first))
                let address =
                    switch portal {
                    case .harbor: try #require(account.links(containing: "usage.xml").first)
                    case .metro: try #require(account.json["usageURL"] as? String)
                    case .valley: try #require(account.links(containing: "GreenButton").first)
                    }
                let feed = try await visitor.get(address)
                #expect(feed.type?.hasPrefix("application/atom+xml") == true)
                #expect(try EspiReading(feed.text).count("UsagePoint") == 1)
            }
        }
    }
}

/// What a namespace-aware parser finds in a feed: texts of ESPI elements by local name, and the Atom ids.
private final class EspiReading: NSObject, XMLParserDelegate {
    private var found: [String: [String]] = [:]
    private(set) var ids: [String] = []
    private var text = ""

    init(_ xml: String) throws {
        super.init()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.shouldProcessNamespaces = true
        parser.delegate = self
        try #require(parser.parse())
    }

    func count(_ name: String) -> Int { found[name]?.count ?? 0 }

    func texts(_ name: String) -> [String] { found[name] ?? [] }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { text = "" }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if namespaceURI == "http://naesb.org/espi" { found[name, default: []].append(text) }
        if namespaceURI == "http://www.w3.org/2005/Atom", name == "id" { ids.append(text) }
        text = ""
    }
}
