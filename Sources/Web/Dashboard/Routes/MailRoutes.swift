import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Mails of email connections: those that wait for somebody, and the files of each.
struct MailRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("mails", use: list)
        members.get("mails/:id/files/:position", use: file)
        members.post("mails/:id/filings", use: fileAsBill)
        members.post("mails/:id/dismissals", use: setAside)
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let notice = Done.notice(in: try request.query())
        return try environment.answer(try await page(context, notice: notice))
    }

    /// Always a download: what strangers send is never shown by the browser as a page of this site.
    @Sendable private func file(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let position = context.parameters.get("position").flatMap({ Int($0) }) else { throw Problem.notFound }
        let document = try await workplace.fetchMailDocument(position, of: context.id(), by: context.author)
        let isPDF = document.mediaType == "application/pdf"
        return Response(
            status: .ok,
            headers: [
                .contentType: isPDF ? "application/pdf" : "application/octet-stream",
                .contentDisposition: "attachment; filename=\"\(document.fileName)\"",
                .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'; sandbox",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }

    @Sendable private func fileAsBill(_ request: Request, _ context: MemberContext) async throws -> Response {
        let mail: FiledMail.ID = try context.id()
        let connection = Connection.ID(try await request.form().raw("connection"))
        do {
            try await workplace.fileMail(mail, under: connection, by: context.author)
        } catch UseCaseError.notFound(.connection) {
            let notice = Notice(text: "Choose one of the connections of the list.", isRefusal: true)
            return try environment.answer(try await page(context, notice: notice), status: .conflict)
        }
        return .seeOther(Done.mailFiled.at("/mails"))
    }

    @Sendable private func setAside(_ request: Request, _ context: MemberContext) async throws -> Response {
        try await workplace.setMailAside(context.id(), by: context.author)
        return .seeOther(Done.mailSetAside.at("/mails"))
    }

    private func page(_ context: MemberContext, notice: Notice?) async throws -> UnfiledMailPage {
        UnfiledMailPage(
            try await workplace.listUnfiledMail(by: context.author),
            total: try await workplace.countUnfiledMail(by: context.author),
            viewer: environment.viewer(context, notice: notice))
    }
}
