import Foundation

/// An account's use of the last 31 whole days as a Green Button file (ESPI in Atom, NAESB REQ.21): one UsagePoint per
/// meter, hourly readings for electricity, daily ones for gas and water, one IntervalBlock per local day.
struct GreenButtonFeed: Sendable {
    let portal: Portal
    let account: ServiceAccount
    let today: CivilDate
    let updatedAt: Date

    static let days = 31

    var xml: String {
        let feed: HTML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:espi="http://naesb.org/espi">
            <id>\(uuid("feed"))</id><title>Green Button Usage Feed</title><updated>\(stamp)</updated>
            <link rel="self" href="/espi/1_1/resource/Batch/Subscription/\(account.id)"/>
            \(localTime)\(commodities.map(readingType))\(account.meters.map(usagePoint))</feed>
            """
        return feed.markup
    }

    private var localTime: HTML {
        let standard = portal.timeZone.secondsFromGMT(
            for: CivilDate(year: today.year, month: 1, day: 1).start(in: .gmt))
        return entry(
            "LocalTimeParameters/1", up: "LocalTimeParameters", title: "DST for \(portal.timeZoneName)",
            content: """
                <espi:LocalTimeParameters><espi:dstEndRule>B40E2000</espi:dstEndRule>\
                <espi:dstOffset>3600</espi:dstOffset><espi:dstStartRule>360E2000</espi:dstStartRule>\
                <espi:tzOffset>\(standard)</espi:tzOffset></espi:LocalTimeParameters>
                """)
    }

    private func usagePoint(_ meter: ServiceMeter) -> HTML {
        let point = "Subscription/\(account.id)/UsagePoint/\(meter.number)"
        let reading = "\(point)/MeterReading/1"
        let usagePoint = entry(
            point, up: "Subscription/\(account.id)/UsagePoint",
            related: ["\(point)/MeterReading", "LocalTimeParameters/1"],
            title: "\(meter.commodity.label) at \(account.serviceAddress)",
            content: """
                <espi:UsagePoint><espi:ServiceCategory><espi:kind>\(meter.commodity.serviceKind)</espi:kind>\
                </espi:ServiceCategory><espi:status>1</espi:status></espi:UsagePoint>
                """)
        let meterReading = entry(
            reading, up: "\(point)/MeterReading",
            related: ["\(reading)/IntervalBlock", "ReadingType/\(meter.commodity.rawValue)"],
            title: "Meter \(meter.number)", content: "<espi:MeterReading/>")
        return "\(usagePoint)\(meterReading)\(blocks(of: meter, reading: reading))"
    }

    private var commodities: [Commodity] {
        Commodity.allCases.filter { commodity in account.meters.contains { $0.commodity == commodity } }
    }

    private func readingType(of commodity: Commodity) -> HTML {
        entry(
            "ReadingType/\(commodity.rawValue)", up: "ReadingType", title: "\(commodity.label) delivered",
            content: """
                <espi:ReadingType><espi:accumulationBehaviour>4</espi:accumulationBehaviour>\
                <espi:commodity>\(commodity.espiCommodity)</espi:commodity>\
                <espi:flowDirection>1</espi:flowDirection>\
                <espi:intervalLength>\(commodity == .electricity ? 3_600 : 86_400)</espi:intervalLength>\
                <espi:kind>12</espi:kind>\
                <espi:powerOfTenMultiplier>\(commodity.espiMultiplier)</espi:powerOfTenMultiplier>\
                <espi:timeAttribute>0</espi:timeAttribute><espi:uom>\(commodity.espiUnit)</espi:uom></espi:ReadingType>
                """)
    }

    private func blocks(of meter: ServiceMeter, reading: String) -> [HTML] {
        (1...Self.days).reversed().map { age in
            let day = today.adding(days: -age)
            let start = Int(day.start(in: portal.timeZone).timeIntervalSince1970)
            let length = Int(day.adding(days: 1).start(in: portal.timeZone).timeIntervalSince1970) - start
            let isHourly = meter.commodity == .electricity
            let values = isHourly ? meter.hourlyUse(on: day, hours: length / 3_600) : [meter.use(on: day)]
            let step = isHourly ? 3_600 : length
            let readings = values.enumerated().map { index, value -> HTML in
                """
                <espi:IntervalReading><espi:timePeriod><espi:duration>\(step)</espi:duration>\
                <espi:start>\(start + index * step)</espi:start></espi:timePeriod>\
                <espi:value>\(value)</espi:value></espi:IntervalReading>
                """
            }
            return entry(
                "\(reading)/IntervalBlock/\(day.ordinal)", up: "\(reading)/IntervalBlock", title: day.iso,
                content: """
                    <espi:IntervalBlock><espi:interval><espi:duration>\(length)</espi:duration>\
                    <espi:start>\(start)</espi:start></espi:interval>\(readings)</espi:IntervalBlock>
                    """)
        }
    }

    private func entry(_ path: String, up: String, related: [String] = [], title: String, content: HTML) -> HTML {
        let base = "/espi/1_1/resource/"
        let links = related.map { link -> HTML in "<link rel=\"related\" href=\"\(base + link)\"/>" }
        return """
            <entry><id>\(uuid(path))</id><link rel="self" href="\(base + path)"/><link rel="up" href="\(base + up)"/>\
            \(links)<title>\(title)</title><content type="application/xml">\(content)</content>\
            <published>\(stamp)</published><updated>\(stamp)</updated></entry>

            """
    }

    private var stamp: String { updatedAt.formatted(.iso8601) }

    /// The same resource has the same id in every download.
    private func uuid(_ path: String) -> String {
        var dice = Dice(1, "\(portal.rawValue)/\(account.id)/\(path)")
        func hex(_ digits: Int) -> String { (0..<digits).map { _ in String(dice.next() % 16, radix: 16) }.joined() }
        return "urn:uuid:\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))"
    }
}

extension Commodity {
    fileprivate var serviceKind: Int {
        switch self {
        case .electricity: 0
        case .gas: 1
        case .water: 2
        }
    }

    fileprivate var espiCommodity: Int {
        switch self {
        case .electricity: 1
        case .gas: 7
        case .water: 9
        }
    }

    /// 72 Wh, 169 therm, 128 US gallon.
    fileprivate var espiUnit: Int {
        switch self {
        case .electricity: 72
        case .gas: 169
        case .water: 128
        }
    }

    /// Values are thousandths of a kWh, of a therm and of 100 gallons.
    fileprivate var espiMultiplier: Int {
        switch self {
        case .electricity: 0
        case .gas: -3
        case .water: -1
        }
    }
}
