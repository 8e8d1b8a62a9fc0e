import Store

/// A value as libpq takes it: the type's object id, and the bytes in text form (byte strings in binary form).
struct PostgresParameter {
    /// Object ids of PostgreSQL's built-in types (catalogue pg_type); 0 lets the server decide.
    enum TypeID {
        static let bool: UInt32 = 16
        static let bytea: UInt32 = 17
        static let int8: UInt32 = 20
        static let int2: UInt32 = 21
        static let int4: UInt32 = 23
        static let float4: UInt32 = 700
        static let float8: UInt32 = 701
        static let text: UInt32 = 25
    }

    let type: UInt32
    /// 0 for text, 1 for binary.
    let format: Int32
    /// nil is NULL.
    let bytes: [UInt8]?

    init(_ value: SQLValue) {
        switch value {
        case .null: (type, format, bytes) = (0, 0, nil)
        case .integer(let number): (type, format, bytes) = (TypeID.int8, 0, Array(String(number).utf8))
        case .real(let number): (type, format, bytes) = (TypeID.float8, 0, Array("\(number)".utf8))
        case .text(let text): (type, format, bytes) = (TypeID.text, 0, Array(text.utf8))
        case .blob(let blob): (type, format, bytes) = (TypeID.bytea, 1, blob)
        }
    }
}
