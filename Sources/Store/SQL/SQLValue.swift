public import Domain
public import Foundation

/// A value that is bound to a statement or read from a row; every column of both engines holds one of these.
public enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

// How the product's own values are bound. An absent value is NULL.
extension SQLValue {
    /// The bare UUID.
    public static func id<Entity: Identified>(_ id: Identifier<Entity>) -> SQLValue { .text(id.uuid) }

    public static func id<Entity: Identified>(_ id: Identifier<Entity>?) -> SQLValue {
        id.map { .text($0.uuid) } ?? .null
    }

    /// Microseconds since 1970, UTC.
    public static func instant(_ date: Date) -> SQLValue { .integer(date.microseconds) }

    public static func instant(_ date: Date?) -> SQLValue { date.map { .integer($0.microseconds) } ?? .null }

    public static func count(_ number: Int) -> SQLValue { .integer(Int64(number)) }

    public static func count(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }

    /// A span in seconds, as whole microseconds.
    public static func microseconds(_ seconds: TimeInterval?) -> SQLValue {
        seconds.map { .integer(Date(timeIntervalSince1970: $0).microseconds) } ?? .null
    }

    /// 0 or 1.
    public static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    public static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

    public static func optional(_ bytes: [UInt8]?) -> SQLValue { bytes.map { .blob($0) } ?? .null }

    /// The text behind an enumeration.
    public static func choice<Choice: RawRepresentable<String>>(_ choice: Choice) -> SQLValue { .text(choice.rawValue) }

    public static func choice<Choice: RawRepresentable<String>>(_ choice: Choice?) -> SQLValue {
        choice.map { .text($0.rawValue) } ?? .null
    }
}

extension Date {
    /// Whole microseconds since 1970, rounded; instants beyond ±292,000 years stand still at the limit.
    package var microseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1_000_000).rounded()
        guard exact < 9.2e18 else { return .max }
        guard exact > -9.2e18 else { return .min }
        return Int64(exact)
    }

    package init(microseconds: Int64) {
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}
