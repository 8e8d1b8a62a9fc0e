import CLibPQ
import Store

/// Values in the server's binary form, ready to be bound. Text and bytes are never part of a statement's text.
struct BoundValues {
    private let types: [Oid]
    private let bytes: [[UInt8]?]

    init(_ values: [SQLValue]) throws(StoreError) {
        var types: [Oid] = []
        var bytes: [[UInt8]?] = []
        for value in values {
            switch value {
            case .null:
                types.append(0)
                bytes.append(nil)
            case .integer(let number):
                types.append(PostgresLink.TypeID.int8)
                bytes.append(withUnsafeBytes(of: number.bigEndian) { Array($0) })
            case .real(let number):
                types.append(PostgresLink.TypeID.float8)
                bytes.append(withUnsafeBytes(of: number.bitPattern.bigEndian) { Array($0) })
            case .text(let text):
                guard !text.utf8.contains(0) else { throw .nulCharacter }
                types.append(PostgresLink.TypeID.text)
                bytes.append(Array(text.utf8))
            case .blob(let blob):
                types.append(PostgresLink.TypeID.bytea)
                bytes.append(blob)
            }
        }
        self.types = types
        self.bytes = bytes
    }

    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>?

    /// Calls `body` with the arrays that `PQexecParams` takes; they live only as long as the call.
    func withPointers<Result>(
        _ body: (UnsafePointer<Oid>?, Pointers, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        // One buffer for all values: a pointer per value into it.
        var offsets: [Int?] = []
        var joined: [CChar] = []
        for value in bytes {
            guard let value else {
                offsets.append(nil)
                continue
            }
            offsets.append(joined.count)
            joined.append(contentsOf: value.lazy.map { CChar(bitPattern: $0) })
            joined.append(0)
        }
        let lengths = bytes.map { Int32($0?.count ?? 0) }
        let formats = bytes.map { _ in Int32(1) }
        return joined.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in offset.flatMap { place in buffer.baseAddress.map { $0 + place } } }
            return types.withUnsafeBufferPointer { types in
                pointers.withUnsafeBufferPointer { pointers in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer { formats in
                            body(types.baseAddress, pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
                        }
                    }
                }
            }
        }
    }
}
