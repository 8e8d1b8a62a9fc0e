import Domain
import HTTPTypes
import UseCases

extension Endpoint {
    static let listRuns = Endpoint(
        .get, "/v1/connections/{connection_id}/runs", "list_runs", summary: "List a connection's runs",
        scope: .connectionsRead, parameters: PageQueries.all, refusals: [.unknownConnection, .invalidCursor]
    ) { call in
        let cursor = call.read(PageQueries.cursor)
        let limit = call.read(PageQueries.limit) ?? 50
        try call.throwIfWrong()
        let page = try await call.workplace.listRuns(
            of: call.connectionID, after: cursor, limit: limit, by: call.author)
        return RunList(data: page.rows.map(RunView.init), nextCursor: Nullable(page.next))
    }

    static let listAccounts = Endpoint(
        .get, "/v1/connections/{connection_id}/accounts", "list_accounts", summary: "List a connection's accounts",
        scope: .recordsRead, refusals: [.unknownConnection]
    ) { call in
        try call.throwIfWrong()
        let accounts = try await call.workplace.listAccounts(of: call.connectionID, by: call.author)
        return AccountList(data: accounts.map(AccountView.init))
    }

    static let listBills = Endpoint(
        .get, "/v1/connections/{connection_id}/bills", "list_bills", summary: "List a connection's bills",
        scope: .recordsRead, parameters: PageQueries.all, refusals: [.unknownConnection, .invalidCursor]
    ) { call in
        let cursor = call.read(PageQueries.cursor)
        let limit = call.read(PageQueries.limit) ?? 50
        try call.throwIfWrong()
        let page = try await call.workplace.listBills(
            of: call.connectionID, after: cursor, limit: limit, by: call.author)
        return BillList(data: page.rows.map(BillView.init), nextCursor: Nullable(page.next))
    }

    static let listProviders = Endpoint(
        .get, "/v1/providers", "list_providers", summary: "List the catalogue's providers", scope: .connectionsRead
    ) { call in
        try call.throwIfWrong()
        let providers = try await call.workplace.listProviders(by: call.author)
        return ProviderList(data: providers.map(ProviderView.init))
    }
}

/// The query of every list that is read page by page.
enum PageQueries {
    static let cursor = QueryParameter.text("cursor", "The `next_cursor` of the page before.", limit: 500)
    static let limit = QueryParameter.integer("limit", "Rows per page; 50 when left out.", in: 1...200)
    static let all = [cursor.facts, limit.facts]
}
