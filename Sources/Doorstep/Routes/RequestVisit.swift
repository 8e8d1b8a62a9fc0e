import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import UseCases

/// One request of a browser with a request's link: its view, and who reads it.
struct RequestVisit: Sendable {
    let token: Secret<String>
    let view: DoorstepView
    let reader: Reader

    var pages: DoorstepPages { DoorstepPages(view, reader: reader) }

    /// The item in the path while it is his turn.
    func item(_ id: Connection.ID) -> DoorstepItem? {
        view.current.flatMap { $0.connectionID == id ? $0 : nil }
    }

    /// Whether anything may be answered.
    var isOpen: Bool { view.state == .open && view.link == .usable }
}

extension DoorstepEnvironment {
    /// Looks; changes nothing. Answers by itself where the link leads nowhere.
    func visit(
        _ request: Request, _ context: EdgeContext, page: String = "",
        _ answer: (RequestVisit) async throws -> Response
    ) async throws -> Response {
        let token = try context.link()
        let base = "/r/\(token.exposed)"
        let view: DoorstepView
        do {
            view = try await workplace.openRequest(token)
        } catch DoorstepError.unknownLink {
            return try unknown(request, base: base)
        }
        let reader = reader(request, base: base, page: page, recipient: view.language)
        return try await answer(RequestVisit(token: token, view: view, reader: reader))
    }

    /// Does something with a link; afterwards, and when somebody was faster, the page shows how things stand.
    func act(
        _ request: Request, _ context: EdgeContext, page: String = "",
        _ act: (RequestVisit) async throws -> Response
    ) async throws -> Response {
        try await visit(request, context, page: page) { visit in
            do {
                return try await act(visit)
            } catch DoorstepError.unknownLink {
                return try unknown(request, base: visit.reader.base)
            } catch DoorstepError.stepOver, DoorstepError.requestOver {
                return visit.reader.seeOther(saying: .stepOver)
            } catch DoorstepError.linkExpired, DoorstepError.linkRevoked {
                return visit.reader.seeOther()
            }
        }
    }

    private func unknown(_ request: Request, base: String) throws -> Response {
        try answer(StrangerPages(reader: reader(request, base: base)).unknownRequest, status: .notFound)
    }
}
