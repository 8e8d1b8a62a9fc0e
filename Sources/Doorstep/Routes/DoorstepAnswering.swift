import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import Templates
import UseCases

extension DoorstepEnvironment {
    /// A finished page as an answer.
    func answer(_ page: any DoorstepPage, status: HTTPResponse.Status = .ok) throws -> Response {
        let html = try templates.render(type(of: page).template, page)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The form again, with what was wrong in it.
    func answer(wrong page: any DoorstepPage) throws -> Response { try answer(page, status: .unprocessableContent) }

    /// Who reads: in the language of the address, else the one that was written to him in, else his browser's.
    func reader(
        _ request: Request, base: String, page: String = "", recipient: DoorstepLanguage? = nil
    ) -> Reader {
        // A query that cannot be read names no language.
        let query = try? request.query()
        let chosen = query.flatMap { DoorstepLanguage(rawValue: $0.raw("lang")) }
        let preferred = DoorstepLanguage.preferred(by: request.headers[.acceptLanguage] ?? "")
        let notice = query.flatMap { DoorstepNotice(rawValue: $0.raw("done")) }
        let language = chosen ?? recipient ?? preferred
        return Reader(
            language: language, isChosen: chosen != nil, base: base, page: page, now: now, files: files,
            notice: notice?.text(.of(language)))
    }
}

/// What was just done, told on the page it leads to. Travels in the address as a word, so that nothing else can be said.
enum DoorstepNotice: String, CaseIterable {
    case stepOver = "step-over"
    case codeOver = "code-over"
    case underWay = "under-way"
    case silenced, paused, resumed, revoked
    case termChanged = "term-changed"
    case accountsChanged = "accounts-changed"

    func text(_ texts: DoorstepTexts) -> String {
        switch self {
        case .stepOver: texts.page.stepOver
        case .codeOver: texts.progress.codeOver
        case .underWay: texts.signIn.underWay
        case .silenced: texts.answer.silenced
        case .paused: texts.control.paused
        case .resumed: texts.control.resumed
        case .revoked: texts.control.revoked
        case .termChanged: texts.control.termChanged
        case .accountsChanged: texts.control.accountsChanged
        }
    }
}

extension Reader {
    /// After something was done: on to the page that shows it, by GET.
    func seeOther(_ rest: String = "", saying notice: DoorstepNotice? = nil) -> Response {
        let address = address(notice.map { "\(rest)?done=\($0.rawValue)" } ?? rest)
        return Response(status: .seeOther, headers: [.location: address])
    }
}

extension EdgeContext {
    /// The secret of the link in the path.
    func link() throws -> Secret<String> { Secret(try parameters.require("token")) }

    /// The connection in the path; anything that is none is not found.
    func connection() throws -> Connection.ID {
        guard let id = parameters.get("item").flatMap({ Connection.ID($0) }) else { throw Problem.notFound }
        return id
    }

    /// From where somebody acts.
    func circumstances(_ request: Request, _ language: DoorstepLanguage) -> Circumstances {
        Circumstances(
            address: client?.description, userAgent: request.headers[.userAgent].map { String($0.prefix(200)) },
            language: language)
    }
}
