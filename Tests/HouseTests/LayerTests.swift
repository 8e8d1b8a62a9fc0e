import Testing

@Suite("Layers")
struct LayerTests {
    /// What each room may import of the house. A new arrow is a review question; the picture is docs/architecture.md.
    static let arrows: [String: Set<String>] = [
        "Domain": [],
        "Ports": ["Domain"],
        "Store": ["Domain", "Ports"],
        "StoreSQLite": ["Domain", "Store"],
        "StorePostgres": ["Domain", "Store", "CLibPQ"],
        "UseCases": ["Domain", "Ports", "Store"],
        "Jobs": ["Domain", "Ports", "Store", "UseCases"],
        "Vault": ["Domain", "Ports"],
        "Outbound": ["Domain", "Ports"],
        "Hooks": ["Domain", "Ports"],
        "Browser": ["Domain", "Ports"],
        "Connectors": ["Domain", "Ports", "Browser"],
        "Providers": ["Domain", "Ports", "Browser", "Connectors"],
        "MailWire": [],
        "Mail": ["Domain", "Ports", "MailWire", "CCurl", "CGMime"],
        "Pictures": ["Domain", "Ports"],
        "Templates": [],
        "HTTPKit": ["Domain", "Ports", "UseCases"],
        "Inbox": ["Domain", "Ports", "HTTPKit", "Hooks"],
        "API": ["Domain", "Ports", "HTTPKit", "UseCases"],
        "Doorstep": ["Domain", "Ports", "HTTPKit", "Templates", "UseCases"],
        "Web": ["Domain", "Ports", "HTTPKit", "Templates", "UseCases"],
        "SandboxUtility": ["MailWire"],
    ]

    /// Packages from outside that only these rooms may import.
    static let fences: [String: Set<String>] = [
        "GRDB": ["StoreSQLite"],
        "CLibPQ": ["StorePostgres"],
        "CCurl": ["Mail"],
        "CGMime": ["Mail"],
        "NIOSSL": ["MailWire"],
        "Crypto": ["Vault", "SandboxUtility"],
        "CryptoExtras": ["Vault"],
        "Mustache": ["Templates"],
        "Yams": ["Connectors"],
        "AsyncHTTPClient": ["Outbound"],
        "ArgumentParser": ["tieline"],
        "SwiftASN1": ["Vault"],
        "Hummingbird": ["HTTPKit", "Inbox", "API", "Doorstep", "Web", "Server", "SandboxUtility"],
        "HummingbirdCore": ["HTTPKit", "Inbox", "API", "Doorstep", "Web", "Server", "SandboxUtility"],
    ]

    @Test("a room imports only the rooms below it")
    func rooms() throws {
        let known = Set(Self.arrows.keys).union(["Server", "tieline"])
        for file in try House.files(in: "Sources") {
            guard let allowed = Self.arrows[file.room] else {
                let isOpen = ["Server", "tieline"].contains(file.room)
                #expect(isOpen, "\(file.path): \(file.room) is in no list of LayerTests")
                continue
            }
            for module in file.imports where known.contains(module) && module != file.room {
                #expect(allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test("a package from outside is imported only where its fence allows")
    func packages() throws {
        for file in try House.files(in: "Sources") {
            for module in file.imports {
                guard let allowed = Self.fences[module] else { continue }
                #expect(allowed.contains(file.room), "\(file.path) imports \(module)")
            }
        }
    }

    @Test("the domain imports Foundation and nothing else")
    func domain() throws {
        for file in try House.files(in: "Sources") where file.room == "Domain" {
            #expect(Set(file.imports).subtracting(["Foundation"]).isEmpty, "\(file.path) imports \(file.imports)")
        }
    }
}
