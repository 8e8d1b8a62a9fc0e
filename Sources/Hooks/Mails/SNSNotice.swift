import Foundation

/// What Amazon SNS posts: a notice of a topic, or the question whether the topic may post here.
struct SNSNotice: Decodable {
    let type: String
    let messageID: String
    let topic: String
    let message: String
    let timestamp: String
    let subject: String?
    let token: String?
    let subscribeURL: String?
    let signatureVersion: String
    let signature: String
    let certificateURL: String

    enum CodingKeys: String, CodingKey {
        case type = "Type"
        case messageID = "MessageId"
        case topic = "TopicArn"
        case message = "Message"
        case timestamp = "Timestamp"
        case subject = "Subject"
        case token = "Token"
        case subscribeURL = "SubscribeURL"
        case signatureVersion = "SignatureVersion"
        case signature = "Signature"
        case certificateURL = "SigningCertURL"
    }

    /// What the signature covers: name line, value line, in byte order of the names; absent ones left out.
    var signedText: String {
        let parts: [(String, String?)] =
            type == "Notification"
            ? [
                ("Message", message), ("MessageId", messageID), ("Subject", subject), ("Timestamp", timestamp),
                ("TopicArn", topic), ("Type", type),
            ]
            : [
                ("Message", message), ("MessageId", messageID), ("SubscribeURL", subscribeURL),
                ("Timestamp", timestamp), ("Token", token), ("TopicArn", topic), ("Type", type),
            ]
        return parts.map { name, value in value.map { "\(name)\n\($0)\n" } ?? "" }.joined()
    }
}

/// The name of a topic: `arn:aws:sns:us-east-1:123456789012:inbound`.
public struct SNSTopic: Hashable, Sendable {
    public let name: String
    /// `us-east-1`
    public let region: String

    /// Nil for anything that is no topic's name in the public regions.
    public init?(_ name: String) {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1] == "aws", parts[2] == "sns",
            parts[3].wholeMatch(of: /[a-z0-9-]{3,30}/) != nil, parts[4].wholeMatch(of: /[0-9]{12}/) != nil,
            parts[5].wholeMatch(of: /[A-Za-z0-9_-]{1,256}/) != nil
        else { return nil }
        self.name = name
        region = String(parts[3])
    }

    /// The address, when it is one of the very host that serves this topic's region; nil for every other.
    func address(_ text: String) -> URL? {
        guard let parts = URLComponents(string: text), parts.scheme == "https",
            parts.host == "sns.\(region).amazonaws.com", parts.port == nil, parts.user == nil, parts.password == nil,
            parts.fragment == nil
        else { return nil }
        return parts.url
    }
}
