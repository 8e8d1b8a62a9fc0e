import Foundation
import Glibc
import Synchronization

/// A web server of a few lines on 127.0.0.1: one thread per connection, one request per connection, and a list of what
/// was asked for.
final class TestSite: Sendable {
    struct Request: Sendable {
        let method: String
        let path: String
        let headers: [String: String]
        let body: String
    }

    struct Response: Sendable {
        var status = 200
        var headers: [String: String] = ["Content-Type": "text/html; charset=utf-8"]
        var body: [UInt8] = []

        static func page(_ html: String, status: Int = 200) -> Response {
            Response(status: status, body: Array(("<!doctype html>" + html).utf8))
        }

        static func redirect(to address: String) -> Response {
            Response(status: 302, headers: ["Location": address])
        }
    }

    let port: UInt16
    private let listener: Int32
    private let requests = Mutex<[Request]>([])

    var origin: String { "http://127.0.0.1:\(port)" }
    var seen: [Request] { requests.withLock { $0 } }
    /// Paths asked for so far, without what a browser asks by itself.
    var paths: [String] { seen.map(\.path).filter { $0 != "/favicon.ico" } }

    /// Serves until `stop()`. A nil response holds the connection open, silent, until the site stops.
    init(_ answer: @escaping @Sendable (Request) -> Response?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                bind(listener, place, length) + listen(listener, 64) + getsockname(listener, place, &length)
            }
        }
        guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { break }
                Thread { [self] in serve(client, answer) }.start()
            }
        }.start()
    }

    func stop() {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        _ = close(listener)
    }

    private func serve(_ client: Int32, _ answer: (Request) -> Response?) {
        defer { _ = close(client) }
        guard let request = Self.readRequest(client) else { return }
        requests.withLock { $0.append(request) }
        guard let response = answer(request) else {
            // Silent until the browser gives up.
            var byte: UInt8 = 0
            _ = recv(client, &byte, 1, 0)
            return
        }
        var head = "HTTP/1.1 \(response.status) Test\r\nConnection: close\r\nContent-Length: \(response.body.count)\r\n"
        for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
        var rest = (Array((head + "\r\n").utf8) + response.body)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func readRequest(_ client: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
            let words = lines[0].split(separator: " ").map(String.init)
            let headers = lines.dropFirst().compactMap { line -> (String, String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (
                    line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                )
            }
            let fields = Dictionary(headers) { first, _ in first }
            let body = text[end.upperBound...]
            guard body.utf8.count >= Int(fields["content-length"] ?? "0") ?? 0, words.count == 3 else { continue }
            return Request(method: words[0], path: words[1], headers: fields, body: String(body))
        }
    }
}
