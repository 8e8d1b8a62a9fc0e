import Domain
import Ports

/// Why reading an account or a bill failed: which part, and in which row. Never holds text of the page.
struct UnreadablePart: Error, Equatable {
    let expected: String
    /// Counted from 1.
    let row: Int
}

/// Turns rows into accounts. Pure.
enum AccountParsing {
    /// What the list of accounts is asked for.
    static func request(_ reading: AccountReading) -> RowRequest {
        RowRequest(
            rows: reading.rows,
            fields: [
                "reference": reading.reference, "number": reading.number, "service_address": reading.serviceAddress,
            ],
            lists: reading.meters.map { ["meters": request($0)] } ?? [:])
    }

    static func request(_ reading: MeterReading) -> RowRequest {
        RowRequest(rows: reading.rows, fields: ["number": reading.number, "commodity": reading.commodity])
    }

    /// The accounts in the order of the list, without bills; each reference once.
    static func accounts(_ rows: [Row], _ reading: AccountReading) throws(UnreadablePart) -> [CollectedAccount] {
        var accounts: [CollectedAccount] = []
        for (index, row) in rows.enumerated() {
            func part(_ name: String, _ field: FieldReading) throws(UnreadablePart) -> String {
                guard let text = row.value(name, field) else {
                    throw UnreadablePart(expected: "\(name) of every account", row: index + 1)
                }
                return text
            }
            let reference = try part("reference", reading.reference)
            guard !accounts.contains(where: { $0.providerReference == reference }) else { continue }
            accounts.append(
                CollectedAccount(
                    providerReference: reference, number: try part("number", reading.number),
                    serviceAddress: try part("service_address", reading.serviceAddress),
                    meters: try reading.meters.map { reading throws(UnreadablePart) in
                        try meters(row.lists["meters"] ?? [], reading)
                    } ?? [], bills: []))
        }
        return accounts
    }

    static func meters(_ rows: [Row], _ reading: MeterReading) throws(UnreadablePart) -> [Meter] {
        var meters: [Meter] = []
        for (index, row) in rows.enumerated() {
            guard let number = row.value("number", reading.number) else {
                throw UnreadablePart(expected: "number of every meter", row: index + 1)
            }
            guard let commodity = row.value("commodity", reading.commodity).flatMap(commodity) else {
                throw UnreadablePart(expected: "electricity, gas or water as every meter's commodity", row: index + 1)
            }
            let meter = Meter(number: number, commodity: commodity)
            if !meters.contains(meter) { meters.append(meter) }
        }
        return meters
    }

    /// The commodity that a portal's word means: `Electric service`, `Natural gas`, `Water`.
    private static func commodity(_ words: String) -> Meter.Commodity? {
        let words = words.lowercased()
        if words.contains("electric") { return .electricity }
        if words.contains("gas") { return .gas }
        return words.contains("water") ? .water : nil
    }
}
