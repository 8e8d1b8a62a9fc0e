import Dispatch
import Foundation

/// Standard output, a line at a time, at once; and answers from standard input.
enum Console {
    private static let input = DispatchQueue(label: "tieline.console.input")

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
}
