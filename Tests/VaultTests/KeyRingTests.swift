import Domain
import Foundation
import Testing

@testable import Vault

@Suite("Key ring") struct KeyRingTests {
    private let now = Date(timeIntervalSince1970: 1_795_000_000)

    @Test("a ring that was written is read back, and only its owner may read the file")
    func roundTrip() throws {
        try withFolder { folder in
            let path = folder + "/keys"
            let made = try KeyRing.create(at: path, now: now)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try KeyRing.load(from: path).text.exposed == made.text.exposed)
        }
    }

    @Test("making a ring leaves a file that is already there as it is")
    func neverOverwrites() throws {
        try withFolder { folder in
            let path = folder + "/keys"
            try "mine".write(toFile: path, atomically: true, encoding: .utf8)
            #expect(throws: VaultError.alreadyExists(path: path)) { try KeyRing.create(at: path, now: now) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        }
    }

    @Test("a file that others may read is refused", arguments: [0o640, 0o604, 0o660])
    func refusesOpenModes(mode: Int) throws {
        try withFolder { folder in
            let path = folder + "/keys"
            _ = try KeyRing.create(at: path, now: now)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: VaultError.readableByOthers(path: path, mode: String(mode, radix: 8))) {
                try KeyRing.load(from: path)
            }
        }
    }

    @Test("a missing file says so")
    func missing() {
        #expect(throws: VaultError.missing(path: "/nowhere/keys")) { try KeyRing.load(from: "/nowhere/keys") }
    }

    @Test(
        "malformed lines are named by their number",
        arguments: [
            ("", VaultError.noKeys(source: "keys")),
            ("fingerprint \(a) 2026", .noKeys(source: "keys")),
            ("k1 \(a) 2026", .noFingerprintKey(source: "keys")),
            ("# note\n\nk1 \(a)", .malformedLine(source: "keys", line: 3)),
            ("k1 AAAA 2026", .malformedLine(source: "keys", line: 1)),
            ("K1 \(a) 2026", .malformedLine(source: "keys", line: 1)),
            ("k1 \(a) 2026\nk1 \(b) 2026", .duplicateKey(source: "keys", line: 2)),
            ("fingerprint \(a) 2026\nfingerprint \(b) 2026", .duplicateKey(source: "keys", line: 2)),
        ])
    func malformed(text: String, error: VaultError) {
        #expect(throws: error) { try KeyRing(text: text, source: "keys") }
    }

    @Test("a rotation adds a current key and keeps the others and the fingerprint key")
    func rotation() throws {
        try withFolder { folder in
            let path = folder + "/keys"
            let old = try KeyRing.create(at: path, now: now)
            try old.adding(at: now).replace(fileAt: path)
            let new = try KeyRing.load(from: path)
            #expect(new.keyIDs.count == 2)
            #expect(new.keyIDs.first == old.currentKeyID)
            #expect(new.currentKeyID != old.currentKeyID)
            #expect(new.fingerprintKey.line.exposed == old.fingerprintKey.line.exposed)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keys"])
        }
    }

    @Test("the answer of a command is a ring")
    func command() throws {
        let text = "fingerprint \(a) 2026\nk1 \(b) 2026"
        let ring = try KeyRing.load(fromCommand: "/bin/echo", arguments: [text])
        #expect(ring.currentKeyID == "k1")
    }

    @Test("a command that fails, hangs, floods or does not exist is named")
    func commandTrouble() {
        #expect(throws: VaultError.commandFailed(program: "/bin/false", status: 1)) {
            try KeyRing.load(fromCommand: "/bin/false")
        }
        #expect(throws: VaultError.commandTimedOut(program: "/bin/sleep", seconds: 1)) {
            try KeyRing.load(fromCommand: "/bin/sleep", arguments: ["60"], limit: .seconds(1))
        }
        #expect(throws: VaultError.tooLarge(source: "/usr/bin/head")) {
            try KeyRing.load(fromCommand: "/usr/bin/head", arguments: ["-c", "65537", "/dev/zero"])
        }
        #expect(throws: VaultError.commandNotFound(program: "/nowhere/kms")) {
            try KeyRing.load(fromCommand: "/nowhere/kms")
        }
    }
}

/// 32 bytes 0, 1, 2 … in base64.
let a = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
/// 32 bytes 32, 33, 34 … in base64.
let b = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="

/// The ring whose keys are `a` (fingerprints) and `b` (`k1`).
func knownRing() throws -> KeyRing {
    try KeyRing(text: "fingerprint \(a) 2026\nk1 \(b) 2026", source: "known")
}

/// Runs a body with a folder that is removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nobody
    try body(folder.path())
}
