import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

extension WebEnvironment {
    /// Rows of a list on a page.
    static let pageSize = 40

    /// Who looks, with what the last step wants to say.
    func viewer(_ context: MemberContext, notice: Notice? = nil) -> Viewer {
        Viewer(signedIn: context.signedIn, now: now, assets: assetAddresses, notice: notice)
    }

    /// What a list has from the place on that an address names; from its start, with a notice, when that is no place in it.
    func listing<Value>(
        from place: String, _ list: (String?) async throws -> Value
    ) async throws -> (value: Value, after: String?, notice: Notice?) {
        guard !place.isEmpty else { return (try await list(nil), nil, nil) }
        do {
            return (try await list(place), place, nil)
        } catch UseCaseError.invalidCursor {
            let notice = Notice(text: "The address named no place in this list, so the list starts anew.")
            return (try await list(nil), nil, notice)
        }
    }

    /// A finished page as an answer.
    func answer(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
        let html = try render(type(of: page).template, page)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The form again, with what was wrong in it.
    func answer(wrong page: some Page) throws -> Response { try answer(page, status: .unprocessableContent) }
}

extension Response {
    /// After something was done: on to the page that shows it, by GET.
    static func seeOther(_ address: String) -> Response { Response(status: .seeOther, headers: [.location: address]) }
}

extension RequestContext {
    /// The id in the path; anything that is none is not found.
    func id<Entity>(_ name: String = "id", of entity: Entity.Type = Entity.self) throws -> Identifier<Entity> {
        guard let text = parameters.get(name), let id = Identifier<Entity>(text) else { throw Problem.notFound }
        return id
    }
}

extension Answers {
    /// What was typed, for showing it again; secrets are left out where they are shown.
    init(_ form: Form, fields: [String], problems: [FieldProblem]) {
        self.init(
            values: Dictionary(uniqueKeysWithValues: Set(fields).map { ($0, form.raw($0)) }), problems: problems)
    }
}
