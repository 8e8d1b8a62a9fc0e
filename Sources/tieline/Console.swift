import Dispatch
import Foundation

/// Standard input and output.
enum Console {
    private static let input = DispatchQueue(label: "tieline.console.input")

    /// A line on standard output, at once.
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// The line that is typed next, without its end and cut after 200 characters; nil when none comes in time.
    static func ask(_ question: String, within limit: Duration) async -> String? {
        say(question)
        let (lines, typed) = AsyncStream.makeStream(of: String.self)
        // Reading blocks its thread until a line or the end of the input comes, even when nobody waits any more.
        input.async {
            if let line = readLine(strippingNewline: true) { typed.yield(String(line.prefix(200))) }
            typed.finish()
        }
        return await withTaskGroup(of: String?.self) { group in
            group.addTask { await lines.first { _ in true } }
            group.addTask {
                try? await Task.sleep(for: limit)  // cancelled: the line came first
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
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
