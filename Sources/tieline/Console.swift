import Foundation

/// Standard input and output.
enum Console {
    /// A line on standard output, at once.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// A line on standard error.
    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Standard input to its end, or so many bytes of it. Blocks, so only for commands that do nothing else meanwhile.
    static func read(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit, let more = try FileHandle.standardInput.read(upToCount: limit - bytes.count),
            !more.isEmpty
        {
            bytes += more
        }
        return bytes
    }
}
