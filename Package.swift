// swift-tools-version: 6.2
import PackageDescription

// One list, used by every target; it must stand above `let package` (a later global is still empty here).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A room: a library target with the strict settings.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of a room, with the strict settings.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

// Targets stand in the order of the layers: each may import what stands above it, as HouseTests check.
let rooms: [Target] = [
    room("Domain"),
    room("Ports", ["Domain"]),
    room("Store", ["Domain", "Ports"]),
    room("StoreSQLite", ["Store", grdb]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    room("StorePostgres", ["Store", "CLibPQ", logging]),
    room("UseCases", ["Domain", "Ports", "Store"]),
    room("Jobs", ["UseCases", logging, lifecycle]),
    room("Vault", ["Domain", "Ports", asn1, crypto, cryptoExtras]),
    room("Outbound", ["Domain", "Ports", asyncHTTPClient, nioCore, nioHTTP1]),
    room("Hooks", ["Domain", "Ports"]),
    .systemLibrary(name: "CSpawn"),
    room("Browser", ["Domain", "Ports", "CSpawn", logging]),
    room("Connectors", ["Domain", "Ports", "Browser", logging, yams]),
    room("Providers", ["Domain", "Ports", "Browser", "Connectors", logging], resources: [.copy("Catalogue")]),
    room("MailWire", [nioCore, nioPosix, nioSSL]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    room("Mail", ["Domain", "Ports", "MailWire", "CCurl", "CGMime", lifecycle, logging]),
    room("Pictures", ["Domain", "Ports"]),
    room("Templates", [mustache]),
    room("HTTPKit", ["Domain", "Ports", "UseCases", hummingbird, httpTypes, lifecycle, logging, nioCore]),
    room("Inbox", ["Domain", "HTTPKit", "Hooks", "Ports", hummingbird, httpTypes, logging, nioCore]),
    room("API", ["HTTPKit", "UseCases", hummingbird, httpTypes, nioCore]),
    room(
        "Doorstep", ["Domain", "HTTPKit", "Ports", "Templates", "UseCases", hummingbird, httpTypes, nioCore],
        resources: [.copy("Views"), .copy("Assets")]),
    room(
        "Web", ["Domain", "HTTPKit", "Ports", "Templates", "UseCases", hummingbird, httpTypes, nioCore],
        resources: [.copy("Views"), .copy("Assets")]),
    room(
        "SandboxUtility",
        ["MailWire", "Templates", crypto, hummingbird, httpTypes, lifecycle, logging, nioCore, nioPosix],
        resources: [.copy("Pages")]),
    room(
        "Server",
        [
            "API", "Browser", "Connectors", "Doorstep", "Hooks", "Inbox", "Jobs", "Mail", "MailWire", "Outbound",
            "Pictures",
            "Providers",
            "StorePostgres", "StoreSQLite", "Vault", "Web", configuration, hummingbird, hummingbirdCore, lifecycle,
            logging,
        ]),
    .executableTarget(
        name: "tieline",
        dependencies: [
            "Mail", "Server", "SandboxUtility", argumentParser, lifecycle, logging, nioCore, nioPosix, unixSignals,
        ],
        swiftSettings: strict),
]

let package = Package(
    name: "tieline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "tieline", targets: ["tieline"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", "1.8.2"..<"1.9.0"),
        .package(url: "https://github.com/apple/swift-asn1.git", "1.7.4"..<"1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", "1.4.0"..<"1.5.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto.git", "4.5.2"..<"4.6.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", "1.8.0"..<"1.9.0"),
        .package(url: "https://github.com/apple/swift-log.git", "1.16.2"..<"1.17.0"),
        .package(url: "https://github.com/apple/swift-nio.git", "2.101.2"..<"2.102.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", "2.37.6"..<"2.38.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", "7.10.0"..<"7.11.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", "2.28.1"..<"2.29.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", "2.1.1"..<"2.2.0"),
        .package(url: "https://github.com/jpsim/Yams.git", "6.2.2"..<"6.3.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", "1.37.0"..<"1.38.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", "2.13.0"..<"2.14.0"),
    ],
    targets: rooms + [
        .target(
            name: "Support",
            dependencies: ["Domain", "Ports", "Store", "StorePostgres", "StoreSQLite", "UseCases", "Vault", logging],
            path: "Tests/Support", swiftSettings: strict),
        tests("HouseTests"),
        tests("DomainTests", ["Domain"], resources: [.copy("Data")]),
        tests("StoreTests", ["Domain", "Ports", "Store", "StorePostgres", "StoreSQLite", "Support"]),
        tests("VaultTests", ["Vault", "Domain", "Ports"]),
        tests("OutboundTests", ["Domain", "Outbound", "Ports", hummingbird, hummingbirdTesting, httpTypes, nioCore]),
        tests(
            "HookTests", ["Domain", "Hooks", "Ports", "Support", "Vault", crypto], resources: [.copy("Payloads")]),
        tests(
            "InboxTests",
            [
                "Domain", "HTTPKit", "Hooks", "Inbox", "Ports", "Support", "Vault", httpTypes, hummingbird,
                hummingbirdTesting, logging, nioCore,
            ]),
        tests("BrowserTests", ["Browser", "Domain", "SandboxUtility"]),
        tests(
            "ConnectorTests",
            ["Browser", "Connectors", "Domain", "Ports", "Providers", "SandboxUtility", hummingbird, logging, nioCore]),
        tests("UseCaseTests", ["UseCases", "Support"]),
        tests("JobTests", ["Jobs", "Support"]),
        tests("MailWireTests", ["MailWire", "Support", nioCore, nioEmbedded, nioPosix, nioSSL]),
        tests("MailTests", ["Domain", "Mail", "MailWire", "Ports", "Support", lifecycle, logging, nioCore, nioPosix]),
        tests("PictureTests", ["Domain", "Pictures", "Ports"], resources: [.copy("Samples")]),
        tests("TemplateTests", ["Templates"]),
        tests("HTTPKitTests", ["Domain", "HTTPKit", hummingbirdTesting, lifecycle, logging, nioCore]),
        tests("APITests", ["API", "Support", hummingbirdTesting, nioCore]),
        tests("WebTests", ["Web", "Store", "Support", "Templates", "UseCases", "Vault", hummingbirdTesting]),
        tests(
            "DoorstepTests",
            [
                "Doorstep", "Domain", "HTTPKit", "Ports", "Store", "Support", "Templates", "UseCases", httpTypes,
                hummingbird, hummingbirdTesting, logging, nioCore,
            ]),
        tests("SandboxTests", ["MailWire", "SandboxUtility", httpTypes, hummingbird, hummingbirdTesting, nioCore]),
        tests(
            "ServerTests",
            [
                "Domain", "Hooks", "HTTPKit", "Inbox", "Mail", "MailWire", "Ports", "SandboxUtility", "Server", "Store",
                "Support", "UseCases", "Vault", httpTypes,
                hummingbird,
                hummingbirdTesting, logging, nioCore,
            ]),
    ],
    swiftLanguageModes: [.v6]
)
