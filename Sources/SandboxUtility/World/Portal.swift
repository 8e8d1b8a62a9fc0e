import Foundation

/// The three utilities. The raw value is the first part of their addresses.
public enum Portal: String, Sendable, CaseIterable, Codable {
    case harbor, metro, valley

    var name: String {
        switch self {
        case .harbor: "Harbor Light & Power"
        case .metro: "Metro Gas & Electric"
        case .valley: "Valley Water District"
        }
    }

    /// Wrong passwords in a row after which a login is locked.
    public var lockoutLimit: Int {
        switch self {
        case .harbor: 5
        case .metro: 4
        case .valley: 3
        }
    }

    var timeZoneName: String {
        switch self {
        case .harbor: "America/New_York"
        case .metro: "America/Chicago"
        case .valley: "America/Los_Angeles"
        }
    }

    var timeZone: TimeZone { TimeZone(identifier: timeZoneName) ?? .gmt }

    /// Where its customers' telephones are.
    var areaCode: String {
        switch self {
        case .harbor: "207"
        case .metro: "312"
        case .valley: "559"
        }
    }

    /// Whether a new password ends the trust in remembered browsers.
    var forgetsDevicesWithPassword: Bool { self == .valley }

    var postalAddress: String {
        switch self {
        case .harbor: "1 Wharf Plaza, Port Lindell, ME 04090   1-800-555-0142"
        case .metro: "400 Commerce Tower, Kessler City, IL 60498   1-800-555-0177"
        case .valley: "P.O. Box 88, Arroyo Verde, CA 93299   1-800-555-0119"
        }
    }
}
