import HTTPTypes
import Hummingbird
import NIOCore

/// A request without a server.
enum InboxRequest {
    static func post(_ body: String) -> Request {
        post(RequestBody(buffer: ByteBuffer(string: body)), announcing: body.utf8.count)
    }

    /// A body that is announced, and comes or does not.
    static func post(_ body: RequestBody, announcing size: Int) -> Request {
        let headers: HTTPFields = [.contentLength: String(size)]
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "127.0.0.1", path: "/in/mail/raw", headerFields: headers)
        return Request(head: head, body: body)
    }
}
