import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The few kinds of answer that the portals give. Nothing is cached, as behind a login.
enum Reply {
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok, cookie: Cookie? = nil) -> Response {
        bytes(ByteBuffer(string: html.markup), type: "text/html; charset=utf-8", status: status, cookie: cookie)
    }

    /// A 303: the browser follows with GET.
    static func redirect(to address: String, cookie: Cookie? = nil) -> Response {
        var response = Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
        if let cookie { response.setCookie(cookie) }
        return response
    }

    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, cookie: Cookie? = nil
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let body = try encoder.encode(value)
        return bytes(ByteBuffer(bytes: body), type: "application/json", status: status, cookie: cookie)
    }

    static func pdf(_ document: [UInt8], named name: String) -> Response {
        var response = bytes(ByteBuffer(bytes: document), type: "application/pdf")
        response.headers[.contentDisposition] = "inline; filename=\"\(name)\""
        return response
    }

    static func greenButton(_ feed: String, named name: String) -> Response {
        var response = bytes(ByteBuffer(string: feed), type: "application/atom+xml; charset=utf-8")
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    /// A file of a mail, for the browser to save: what it holds is a stranger's.
    static func file(_ file: ReceivedMail.File) -> Response {
        let isHarmless = file.type == "application/pdf"
        return download(file.bytes, type: isHarmless ? file.type : "application/octet-stream", named: file.name)
    }

    /// A page that a stranger wrote, for a frame: nothing in it runs or is loaded, and its links open elsewhere.
    static func foreignPage(_ html: String) -> Response {
        var page = html
        page.insert(
            contentsOf: "<base target=\"_blank\"><meta name=\"referrer\" content=\"no-referrer\">",
            at: html.firstRange(of: "<head>")?.upperBound ?? html.startIndex)
        var response = bytes(ByteBuffer(string: page), type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = """
            sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; \
            img-src data:; form-action 'none'; frame-ancestors 'self'
            """
        return response
    }

    static func download(_ content: [UInt8], type: String, named name: String) -> Response {
        var response = bytes(ByteBuffer(bytes: content), type: type)
        let plain = name.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789.-_".unicodeScalars.contains(scalar))
                ? Character(scalar) : "_"
        }
        response.headers[.contentDisposition] = "attachment; filename=\"\(String(plain))\""
        return response
    }

    private static func bytes(
        _ buffer: ByteBuffer, type: String, status: HTTPResponse.Status = .ok, cookie: Cookie? = nil
    ) -> Response {
        var response = Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: .init(byteBuffer: buffer))
        if let cookie { response.setCookie(cookie) }
        return response
    }
}
