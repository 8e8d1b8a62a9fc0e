import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// An organization's logo and colour. Their addresses change with their content: browsers keep them for ever.
struct BrandRoutes: Sendable {
    private let environment: DoorstepEnvironment

    init(_ environment: DoorstepEnvironment) { self.environment = environment }

    func add(to router: RouterGroup<EdgeContext>) {
        router.get("brand/:organization/:file", use: file)
    }

    @Sendable private func file(_ request: Request, _ context: EdgeContext) async throws -> Response {
        guard let organization = context.parameters.get("organization").flatMap({ Organization.ID($0) }),
            let file = context.parameters.get("file")
        else { throw Problem.notFound }
        if file.hasSuffix(".css") { return try colors(String(file.dropLast(4))) }
        return try await logo(file, of: organization)
    }

    private func colors(_ text: String) throws -> Response {
        guard let color = BrandColor(text), color.hex == text else { throw Problem.notFound }
        return kept(Array(BrandStylesheet.text(color).utf8), as: "text/css; charset=utf-8")
    }

    private func logo(_ digest: String, of organization: Organization.ID) async throws -> Response {
        guard let logo = try await environment.workplace.logo(of: organization), logo.digest == digest,
            ["image/png", "image/jpeg"].contains(logo.mediaType)
        else { throw Problem.notFound }
        return kept(logo.bytes, as: logo.mediaType)
    }

    private func kept(_ bytes: [UInt8], as type: String) -> Response {
        let headers: HTTPFields = [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
