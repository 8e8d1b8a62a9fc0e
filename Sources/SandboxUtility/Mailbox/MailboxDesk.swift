import Foundation
import HTTPTypes
import Hummingbird

/// The mailboxes as a person sees them, with JSON beside each page. No part of any portal.
struct MailboxDesk: Sendable {
    let world: SandboxWorld
    let mailroom: Mailroom
    let outbox: Outbox

    func addRoutes(to router: Router<SandboxContext>) {
        router.get("mailbox") { request, _ in
            if let address = request.uri.queryParameters["address"] {
                return Reply.redirect(to: Self.path(of: address))
            }
            return await Reply.page(MailboxPages.list(mailroom.all))
        }
        router.get("mailbox.json") { _, _ in try await Reply.json(MailboxListView(mailroom.all)) }
        let box = router.group("mailbox/:address")
        box.get { _, context in try await show(context) }
        box.get(":mail/raw") { _, context in
            let (_, mail) = try await Self.mail(in: context, of: mailroom)
            return Reply.download(mail.raw, type: "text/plain; charset=utf-8", named: "\(mail.id).eml")
        }
        box.get(":mail/html") { _, context in
            let (_, mail) = try await Self.mail(in: context, of: mailroom)
            guard let html = mail.html else { throw HTTPError(.notFound) }
            return Reply.foreignPage(html)
        }
        box.get(":mail/files/:file") { _, context in
            let (_, mail) = try await Self.mail(in: context, of: mailroom)
            guard let place = Int(try context.parameters.require("file")), mail.files.indices.contains(place) else {
                throw HTTPError(.notFound)
            }
            return Reply.file(mail.files[place])
        }
        box.post("forwards") { request, context in try await changeForwards(request, context) }
        box.post("bills") { request, context in try await sendBill(request, context) }
        box.post("emptying") { request, context in
            let address = try Self.address(in: context)
            await mailroom.empty(address)
            return try await answer(request, about: address)
        }
    }

    /// The page, or its JSON for `{address}.json`.
    private func show(_ context: SandboxContext) async throws -> Response {
        let address = try Self.address(in: context)
        guard address.hasSuffix(".json") else { return await Reply.page(MailboxPages.page(mailroom.mailbox(address))) }
        return try await Reply.json(MailboxView(mailroom.mailbox(String(address.dropLast(5)))))
    }

    // MARK: - Changes

    private func changeForwards(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let address = try Self.address(in: context)
        let form = try await PostedForm.read(request)
        if let place = form.filled("remove").flatMap({ Int($0) }) {
            await mailroom.removeRule(place, of: address)
            return try await answer(request, about: address)
        }
        guard let target = form.filled("to").flatMap(MailAddressText.init)?.text else {
            throw HTTPError(.unprocessableContent, message: "to must be an address")
        }
        let domain = form.filled("from_domain")?.lowercased()
        guard await mailroom.add(ForwardRule(fromDomain: domain, to: target), to: address) else {
            throw HTTPError(.unprocessableContent, message: "no more rules fit in")
        }
        return try await answer(request, about: address)
    }

    /// Lets a portal mail its customer's newest bill.
    private func sendBill(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let address = try Self.address(in: context)
        let form = try await PostedForm.read(request)
        await mailroom.open(address)
        guard let portal = Portal(rawValue: form.filled("portal") ?? "harbor") else {
            throw HTTPError(.unprocessableContent, message: "portal must be harbor, metro or valley")
        }
        guard let dispatch = await world.billByMail(to: address, for: form.filled("user"), at: portal) else {
            throw HTTPError(.unprocessableContent, message: "user must be a login with an account")
        }
        outbox.post(dispatch)
        return try await answer(request, about: address)
    }

    /// A browser goes back to the page, a program gets JSON.
    private func answer(_ request: Request, about address: String) async throws -> Response {
        guard request.headers[.accept]?.contains("text/html") == true else {
            return try await Reply.json(MailboxView(mailroom.mailbox(address)))
        }
        return Reply.redirect(to: Self.path(of: address))
    }

    // MARK: - Addresses

    static func path(of address: some StringProtocol) -> String {
        "/mailbox/" + (address.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    private static func address(in context: SandboxContext) throws -> String {
        let text = try context.parameters.require("address")
        return text.removingPercentEncoding ?? text
    }

    private static func mail(in context: SandboxContext, of mailroom: Mailroom) async throws -> (Mailbox, ReceivedMail)
    {
        let mailbox = await mailroom.mailbox(try address(in: context))
        let id = Int(try context.parameters.require("mail"))
        guard let mail = mailbox.mails.first(where: { $0.id == id }) else { throw HTTPError(.notFound) }
        return (mailbox, mail)
    }
}
