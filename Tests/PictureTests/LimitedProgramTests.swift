import Foundation
import Testing

@testable import Pictures

@Suite("Programs that look into untrusted files")
struct LimitedProgramTests {
    private func shell(_ script: String, _ bounds: LimitedProgram.Bounds = .init()) async throws
        -> LimitedProgram.Ending?
    {
        let program = try #require(LimitedProgram("/bin/sh", arguments: ["-c", script]))
        return await program.run(over: Array("hello".utf8), bounds)
    }

    private func text(_ ending: LimitedProgram.Ending?) -> String {
        String(decoding: ending?.output ?? [], as: UTF8.self)
    }

    @Test("it reads its file, which has no name, in an empty folder of its own that is gone afterwards")
    func folder() async throws {
        let ending = try await shell("pwd; stat -c %a .; ls -A; stat -L -c %h /dev/stdin; cat")
        let lines = text(ending).split(separator: "\n").map(String.init)
        #expect(lines.dropFirst() == ["700", "0", "hello"])
        #expect(!FileManager.default.fileExists(atPath: try #require(lines.first)))
    }

    @Test("it gets nothing of our environment")
    func environment() async throws {
        setenv("TIELINE_CANARY", "secret", 1)
        #expect(!text(try await shell("env")).contains("CANARY"))
    }

    @Test("one that does not end is ended")
    func time() async throws {
        #expect(try await shell("exec sleep 600", .init(seconds: 1)) == nil)
    }

    @Test("it may neither write much, nor answer much, nor take all memory")
    func bounds() async throws {
        let wrote = try await shell("head -c 1000000 /dev/zero > big; wc -c < big", .init(written: 1000))
        #expect(text(wrote).trimmingCharacters(in: .whitespacesAndNewlines) == "1000" || wrote?.output.isEmpty == true)
        #expect(try await shell("exec yes", .init(seconds: 1, output: 100)) == nil)
    }

    @Test("its status is told")
    func status() async throws {
        #expect(try await shell("exit 7")?.status == 7)
    }
}
