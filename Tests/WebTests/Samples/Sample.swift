import Domain
import Foundation
import Ports
@testable import UseCases
@testable import Web

/// Values as the use cases answer them, for rendering pages without a store.
enum Sample {
    static let now = Date(timeIntervalSince1970: 1_795_234_200)
    static let day: TimeInterval = 86_400
    static let assets = AssetAddresses(
        stylesheet: "assets/tieline.css", script: "assets/tieline.js", icon: "assets/icon.svg")

    static func ago(_ days: Double) -> Date { now.addingTimeInterval(-days * day) }

    static func id<Entity>(_ number: Int) -> Identifier<Entity> {
        let tail = String(number)
        let text = "0198c0de-7c1f-7a52-8b3c-" + String(repeating: "0", count: 12 - tail.count) + tail
        guard let id = Identifier<Entity>(text) else { preconditionFailure("not a UUID: \(text)") }
        return id
    }

    static func key(_ text: String) -> ProviderKey {
        guard let key = ProviderKey(text) else { preconditionFailure("not a key: \(text)") }
        return key
    }

    static let organization = Organization(id: id(1), name: "Acme Solar", createdAt: ago(400))

    static func member(_ role: Role, number: Int = 1, name: String = "Paula Berg") -> Member {
        Member(
            id: id(number), organizationID: organization.id, name: name, email: "paula\(number)@acme.example",
            role: role,
            createdAt: ago(300))
    }

    static func viewer(_ role: Role = .owner, notice: Notice? = nil) -> Viewer {
        Viewer(
            signedIn: SignedInMember(
                member: member(role), organization: organization, sessionDigest: "digest",
                expiresAt: now.addingTimeInterval(day)),
            now: now, assets: assets, notice: notice)
    }

    static let providers: [Provider] = [
        provider("sandbox-harbor", "Harbor Light & Power", address: "https://login.harborlight.example/sign-in"),
        provider("sandbox-valley", "Valley Gas", address: "https://my.valleygas.example/"),
        provider(
            "stadtwerke-oberhessen", "Stadtwerke Oberhessen-Nordwest Energieversorgungsgesellschaft mbH & Co. KG",
            address: "https://kundenportal.stadtwerke-oberhessen-nordwest.example/anmeldung"),
        provider("old-mill", "Old Mill Electric Cooperative", address: "https://oldmill.example/portal.aspx"),
    ]

    static func provider(
        _ key: String, _ name: String, address: String, isRetired: Bool = false, codes: CodeHabits? = nil
    ) -> Provider {
        Provider(
            key: Sample.key(key), name: name, address: address, timeZone: "America/New_York", currency: "USD",
            lockoutLimit: 5, pace: ProviderPace(concurrency: 2, spacingMilliseconds: 1500), isRetired: isRetired,
            signInFields: [
                Prompt(name: "username", label: "User name or e-mail address", kind: .text),
                Prompt(name: "password", label: "Password", kind: .secret),
            ], codes: codes)
    }

    static let longName = "Wohnungsbaugenossenschaft Donaudampfschifffahrtsgesellschaftskapitänswitwen eG"

    static func reference(_ provider: Provider) -> ProviderReference {
        ProviderReference(key: provider.key, name: provider.name)
    }
}
