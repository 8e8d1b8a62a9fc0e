public import Domain
public import Foundation

/// One row of a result, read by column name. A value of another kind than asked for is `StoreError.malformedRow`.
public struct SQLRow: Sendable {
    private let positions: [String: Int]
    private let values: [SQLValue]

    /// - Parameter positions: where each column's value stands in `values`; shared by all rows of a result.
    public init(positions: [String: Int], values: [SQLValue]) {
        self.positions = positions
        self.values = values
    }

    public func value(_ column: String) throws(StoreError) -> SQLValue {
        guard let position = positions[column], values.indices.contains(position) else {
            throw .malformedRow(column: column)
        }
        return values[position]
    }

    public func optionalText(_ column: String) throws(StoreError) -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw .malformedRow(column: column)
        }
    }

    public func optionalInteger(_ column: String) throws(StoreError) -> Int? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): Int(number)
        default: throw .malformedRow(column: column)
        }
    }

    public func optionalBlob(_ column: String) throws(StoreError) -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .blob(let bytes): bytes
        default: throw .malformedRow(column: column)
        }
    }

    public func text(_ column: String) throws(StoreError) -> String { try present(optionalText(column), column) }

    public func integer(_ column: String) throws(StoreError) -> Int { try present(optionalInteger(column), column) }

    public func blob(_ column: String) throws(StoreError) -> [UInt8] { try present(optionalBlob(column), column) }

    public func flag(_ column: String) throws(StoreError) -> Bool { try integer(column) != 0 }

    public func optionalInstant(_ column: String) throws(StoreError) -> Date? {
        try optionalInteger(column).map { Date(microseconds: Int64($0)) }
    }

    /// A span that is kept in whole microseconds, in seconds.
    public func optionalSeconds(_ column: String) throws(StoreError) -> TimeInterval? {
        try optionalInteger(column).map { TimeInterval($0) / 1_000_000 }
    }

    public func instant(_ column: String) throws(StoreError) -> Date { try present(optionalInstant(column), column) }

    public func optionalID<Entity: Identified>(
        _ column: String, of entity: Entity.Type = Entity.self
    ) throws(StoreError) -> Identifier<Entity>? {
        guard let text = try optionalText(column) else { return nil }
        return try present(Identifier<Entity>(text), column)
    }

    public func id<Entity: Identified>(
        _ column: String, of entity: Entity.Type = Entity.self
    ) throws(StoreError) -> Identifier<Entity> {
        try present(optionalID(column, of: entity), column)
    }

    /// An enumeration's case behind a text; a text that names none is malformed.
    public func optionalChoice<Choice: RawRepresentable<String>>(
        _ column: String, of choice: Choice.Type = Choice.self
    ) throws(StoreError) -> Choice? {
        guard let text = try optionalText(column) else { return nil }
        return try present(Choice(rawValue: text), column)
    }

    public func choice<Choice: RawRepresentable<String>>(
        _ column: String, of choice: Choice.Type = Choice.self
    ) throws(StoreError) -> Choice {
        try present(optionalChoice(column, of: choice), column)
    }

    /// The day behind a `YYYY-MM-DD`.
    public func optionalDay(_ column: String) throws(StoreError) -> CalendarDay? {
        guard let text = try optionalText(column) else { return nil }
        return try present(CalendarDay(text), column)
    }

    public func provider(_ column: String) throws(StoreError) -> ProviderKey {
        try present(ProviderKey(text(column)), column)
    }

    private func present<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw .malformedRow(column: column) }
        return value
    }
}
