import Foundation
import NIOCore
import NIOPosix

/// Posts text messages to webhooks in Twilio's form.
struct TextCarrier: Sendable {
    /// Twilio's own limit for an answer.
    private static let limit: Duration = .seconds(15)
    /// Bytes of an answer that are looked at for its status.
    private static let longestStatusLine = 1_024

    /// Posts one text; 32 hexadecimal digits name it.
    ///
    /// - Throws: `SandboxError.notTaken`.
    func carry(_ text: OutgoingText, to hook: TextHook, as id: String) async throws {
        let request = Self.request(for: hook, fields: Self.fields(of: text, id: id))
        let status = try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask { try await Self.status(of: request, at: hook) }
            group.addTask {
                try await Task.sleep(for: Self.limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let status, (200..<300).contains(status) else { throw SandboxError.notTaken(status: status) }
    }

    /// The fields of an incoming message, as documented by Twilio.
    static func fields(of text: OutgoingText, id: String) -> [String: String] {
        [
            "AccountSid": "AC000000000000000000000000005a4db0", "ApiVersion": "2010-04-01", "Body": text.body,
            "From": text.from, "FromCountry": "US", "MessageSid": "SM\(id)", "NumMedia": "0", "NumSegments": "1",
            "SmsMessageSid": "SM\(id)", "SmsSid": "SM\(id)", "SmsStatus": "received", "To": text.to, "ToCountry": "US",
        ]
    }

    static func request(for hook: TextHook, fields: [String: String]) -> String {
        let body = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(encoded($0.value))" }.joined(separator: "&")
        let host = hook.host.contains(":") ? "[\(hook.host)]" : hook.host
        return """
            POST \(hook.path) HTTP/1.1\r
            Host: \(host):\(hook.port)\r
            User-Agent: TwilioProxy/1.1\r
            Content-Type: application/x-www-form-urlencoded; charset=utf-8\r
            Content-Length: \(body.utf8.count)\r
            X-Twilio-Signature: \(hook.signature(of: fields))\r
            Connection: close\r
            \r
            \(body)
            """
    }

    /// The HTTP status that answers the request, nil when none comes.
    private static func status(of request: String, at hook: TextHook) async throws -> Int? {
        do {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(.seconds(5))
                .connect(host: hook.host, port: hook.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                    }
                }
            return try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: request))
                var head = ""
                for try await piece in inbound {
                    head += String(buffer: piece)
                    if head.contains("\r\n") || head.utf8.count > longestStatusLine { break }
                }
                let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
                return words.count > 1 && words[0].hasPrefix("HTTP/1.") ? Int(words[1]) : nil
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return nil  // nobody there, or gone before an answer
        }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
