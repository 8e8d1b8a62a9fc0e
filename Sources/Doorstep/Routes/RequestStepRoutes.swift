import Domain
import HTTPKit
import Hummingbird
import UseCases

/// The steps of a request: agree, choose the utility, sign in, give the code, tick the accounts.
struct RequestStepRoutes: Sendable {
    private let environment: DoorstepEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: DoorstepEnvironment) { self.environment = environment }

    func add(to customers: RouterGroup<EdgeContext>) {
        customers.post("r/:token/consent", use: consent)
        customers.get("r/:token/items/:item/utility", use: askUtility)
        customers.post("r/:token/items/:item/utility", use: chooseUtility)
        customers.post("r/:token/items/:item/sign-in", use: signIn)
        customers.post("r/:token/items/:item/send-code", use: sendCode)
        customers.post("r/:token/items/:item/code", use: answerCode)
        customers.post("r/:token/items/:item/accounts", use: share)
    }

    @Sendable private func consent(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let form = try await request.form()
        return try await environment.act(request, context) { visit in
            let texts = visit.reader.texts
            let term = TermField.read(form, in: visit.view.zone, at: environment.now, texts: texts.term)
            let scope = ScopeField.read(form, texts: texts.scope)
            if case .success(let term) = term, case .success(let scope) = scope {
                try await workplace.consent(
                    visit.token, to: term, sharing: scope, from: context.circumstances(request, visit.reader.language))
                return visit.reader.seeOther()
            }
            guard visit.isOpen else { return visit.reader.seeOther(saying: .stepOver) }
            var answers = PageAnswers(texts)
            let fields = [ScopeField.backName, ScopeField.laterName, TermField.name, TermField.dayName]
            for field in fields where !form.raw(field).isEmpty { answers.values[field] = form.raw(field) }
            if case .failure(let fault) = scope { answers.faults.append((ScopeField.name, fault.text)) }
            if case .failure(let fault) = term { answers.faults.append((TermField.name, fault.text)) }
            return try environment.answer(wrong: AskPage(visit.view, answers: answers, reader: visit.reader))
        }
    }

    // MARK: The utility

    @Sendable private func askUtility(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        let page = "/items/\(id.prefixed)/utility"
        return try await environment.visit(request, context, page: page) { visit in
            guard visit.isOpen, let item = visit.item(id), case .signIn = item.step else {
                return visit.reader.seeOther()
            }
            return try environment.answer(visit.pages.utility(for: item, from: environment.utilities))
        }
    }

    @Sendable private func chooseUtility(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        let form = try await request.form()
        return try await environment.act(request, context) { visit in
            do {
                try await workplace.chooseUtility(visit.token, for: id, form.raw("provider"))
                return visit.reader.seeOther()
            } catch UseCaseError.invalid {
                guard let item = visit.item(id) else { return visit.reader.seeOther(saying: .stepOver) }
                var answers = PageAnswers(visit.reader.texts)
                answers.faults = [("provider", visit.reader.texts.signIn.otherWrong)]
                return try environment.answer(
                    wrong: visit.pages.utility(for: item, from: environment.utilities, answers))
            }
        }
    }

    // MARK: The sign-in

    @Sendable private func signIn(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        let typed = try await request.form()
        return try await environment.act(request, context) { visit in
            guard let item = visit.item(id), case .signIn(let signIn) = item.step else {
                return visit.reader.seeOther(saying: .stepOver)
            }
            let fields = signIn.fields.map { ($0.prompt.name, Secret(typed.raw($0.prompt.name))) }
            do {
                try await workplace.submitSignIn(visit.token, for: id, Dictionary(fields) { first, _ in first })
                return visit.reader.seeOther()
            } catch UseCaseError.invalid(let problems) {
                let open = signIn.fields.filter { $0.prompt.kind != .secret }.map(\.prompt.name)
                let answers = PageAnswers(
                    visit.reader.texts, values: Dictionary(uniqueKeysWithValues: Set(open).map { ($0, typed.raw($0)) }),
                    problems: problems, utility: item.utility.name)
                return try environment.answer(
                    wrong: DoorstepSignInPage(signIn, for: item, in: visit.view, answers: answers, reader: visit.reader)
                )
            } catch UseCaseError.checkRefused(.underWay) {
                return visit.reader.seeOther(saying: .underWay)
            }
        }
    }

    // MARK: The code

    @Sendable private func sendCode(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        return try await environment.act(request, context) { visit in
            do {
                try await workplace.sendCode(visit.token, for: id)
                return visit.reader.seeOther()
            } catch UseCaseError.checkRefused {
                return visit.reader.seeOther(saying: .stepOver)
            }
        }
    }

    @Sendable private func answerCode(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        let form = try await request.form()
        return try await environment.act(request, context) { visit in
            do {
                try await workplace.answerCode(Secret(form.raw(CodePrompt.name)), token: visit.token, for: id)
                return visit.reader.seeOther()
            } catch UseCaseError.codeNotWanted {
                return visit.reader.seeOther(saying: .codeOver)
            } catch UseCaseError.invalid(let problems) {
                guard let item = visit.item(id), case .progress(let run) = item.step else {
                    return visit.reader.seeOther(saying: .codeOver)
                }
                let answers = PageAnswers(
                    visit.reader.texts, values: [CodePrompt.name: form.raw(CodePrompt.name)], problems: problems)
                return try environment.answer(
                    wrong: ProgressPage(run, of: item, in: visit.view, answers: answers, reader: visit.reader))
            }
        }
    }

    // MARK: The accounts

    @Sendable private func share(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let id = try context.connection()
        let ticked = Set(try await request.form().all(AccountList.name).compactMap { Account.ID($0) })
        return try await environment.act(request, context) { visit in
            guard let item = visit.item(id), case .accounts(let accounts, _) = item.step else {
                return visit.reader.seeOther(saying: .stepOver)
            }
            do {
                try await workplace.shareAccounts(visit.token, for: id, ticked)
                return visit.reader.seeOther()
            } catch UseCaseError.invalid {
                return try environment.answer(
                    wrong: AccountsPage(accounts, of: item, in: visit.view, isWrong: true, reader: visit.reader))
            }
        }
    }
}
