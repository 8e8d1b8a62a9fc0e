import HTTPTypes
import Hummingbird
import NIOCore

/// A request without a server.
enum InboxRequest {
    static func post(_ body: String) -> Request {
        let headers: HTTPFields = [.contentLength: String(body.utf8.count)]
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "127.0.0.1", path: "/in/mail/raw", headerFields: headers)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    }
}
