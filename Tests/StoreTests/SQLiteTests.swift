import Foundation
import Store
import StoreSQLite
import Support
import Testing

@Suite("SQLite's file")
struct SQLiteTests {
    @Test("the file and its companions are for the owner only")
    func mode() async throws {
        let path = try TemporaryFolder.make().appending(path: "a.db").path
        let store = try SQLiteStorage(path: path)
        try await store.migrate()
        for name in [path, path + "-wal", path + "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test("what cannot be opened is said in one plain error, and left alone")
    func openErrors() throws {
        let folder = try TemporaryFolder.make()
        let text = folder.appending(path: "notes.txt")
        try Data(repeating: 65, count: 5000).write(to: text)
        #expect(throws: StoreError.unavailable(.notADatabase(path: text.path))) { try SQLiteStorage(path: text.path) }
        #expect(try Data(contentsOf: text) == Data(repeating: 65, count: 5000))
        let missing = folder.appending(path: "no/such.db").path
        #expect(throws: StoreError.unavailable(.folderMissing(path: missing))) { try SQLiteStorage(path: missing) }
        #expect(throws: StoreError.unavailable(.notPermitted(path: folder.path))) {
            try SQLiteStorage(path: folder.path)
        }
    }

    @Test("a file that another program holds is said to be locked")
    func locked() async throws {
        let path = try TemporaryFolder.make().appending(path: "a.db").path
        try await SQLiteStorage(path: path).migrate()
        let holder = Process()
        let (input, output) = (Pipe(), Pipe())
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        holder.arguments = [
            "-c",
            """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1], isolation_level=None)
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            print("held", flush=True)
            sys.stdin.read()
            """, path,
        ]
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        defer { holder.terminate() }
        try #require(output.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
        #expect(throws: StoreError.unavailable(.fileLocked(path: path))) {
            try SQLiteStorage(path: path, busyLimit: 0.2)
        }
    }

    @Test("a full disk loses nothing that was committed")
    func full() async throws {
        let store = try await TemporaryStore.sqlite()
        try await store.write { tx in try tx.settings.set("before", "kept") }
        try await store.limitSize()
        await #expect(throws: StoreError.full) {
            try await store.write { tx in try tx.documents.put("big", [UInt8](repeating: 1, count: 4_000_000)) }
        }
        #expect(try await store.read { tx in try tx.settings.get("before") } == "kept")
    }

    @Test("two stores on one file wait for each other")
    func twoStores() async throws {
        let path = try TemporaryFolder.make().appending(path: "a.db").path
        let stores = [try SQLiteStorage(path: path), try SQLiteStorage(path: path)]
        try await stores[0].migrate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await stores[number % 2].write { tx in
                        let count = Int(try tx.settings.get("count") ?? "0") ?? 0
                        try tx.settings.set("count", "\(count + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[0].read { tx in try tx.settings.get("count") } == "40")
    }
}
