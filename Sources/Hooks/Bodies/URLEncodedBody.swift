/// `application/x-www-form-urlencoded` (URL standard), read as bytes. Broken percent sequences stand for themselves.
enum URLEncodedBody {
    static func fields(_ bytes: some Collection<UInt8>) -> [PostedField] {
        bytes.split(separator: UInt8(ascii: "&")).map { pair in
            let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = decoded(sides[0])
            let value = sides.count == 2 ? decoded(sides[1]) : []
            return PostedField(name: TextCharset.text(name, named: nil), bytes: value[...])
        }
    }

    private static func decoded(_ part: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var index = part.startIndex
        while index < part.endIndex {
            let byte = part[index]
            part.formIndex(after: &index)
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                let pair = part[index...].prefix(2)
                if pair.count == 2, let value = Hexadecimal.byte(pair) {
                    bytes.append(value)
                    part.formIndex(&index, offsetBy: 2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
