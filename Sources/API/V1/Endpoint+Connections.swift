import Domain
import HTTPTypes
import UseCases

extension Endpoint {
    static let listConnections = Endpoint(
        .get, "/v1/connections", "list_connections", summary: "List connections", scope: .connectionsRead,
        parameters: ConnectionQueries.all, refusals: [.invalidCursor]
    ) { call in
        var listing = ConnectionListing()
        listing.filter = call.read(ConnectionQueries.filter) ?? .all
        listing.actor = call.read(ConnectionQueries.actor)
        listing.search = call.read(ConnectionQueries.search) ?? ""
        listing.providerKey = call.read(ConnectionQueries.provider)
        listing.customerID = call.read(ConnectionQueries.customer)
        listing.sort = call.read(ConnectionQueries.sort) ?? .attention
        listing.after = call.read(PageQueries.cursor)
        listing.limit = call.read(PageQueries.limit) ?? 50
        try call.throwIfWrong()
        let page = try await call.workplace.listConnections(listing, by: call.author)
        return ConnectionList(data: page.rows.map(ConnectionView.init), nextCursor: Nullable(page.next))
    }

    static let createConnection = Endpoint(
        .post, "/v1/connections", "create_connection", summary: "Create a connection", scope: .connectionsWrite,
        body: NewConnectionBody.self, status: .created,
        refusals: Refusal.unreadableBody + [Refusal(status: .notFound, codes: ["customer_not_found"])],
        location: { (created: CreatedConnectionView) in "/v1/connections/\(created.id.id.prefixed)" }
    ) { call in
        try call.throwIfWrong()
        let body = try await call.body(as: NewConnectionBody.self)
        let created = try await namingCredentials(beside: Array(NewConnectionBody.prose.keys)) { [call] in
            try await call.workplace.createConnection(body.connection, by: call.author)
        }
        return CreatedConnectionView(id: WireID(created.id), runId: Nullable(created.runID.map { WireID($0) }))
    }

    static let showConnection = Endpoint(
        .get, "/v1/connections/{connection_id}", "show_connection", summary: "Show a connection",
        scope: .connectionsRead, refusals: [.unknownConnection]
    ) { call in
        try call.throwIfWrong()
        let detail = try await call.workplace.showConnection(call.connectionID, by: call.author)
        return ConnectionView(detail.summary)
    }

    static let submitCredentials = Endpoint(
        .post, "/v1/connections/{connection_id}/credentials", "submit_credentials",
        summary: "Store new credentials and try them", scope: .connectionsWrite, body: NewCredentials.self,
        status: .accepted,
        refusals: Refusal.unreadableBody + [
            .unknownConnection,
            Refusal(status: .conflict, codes: ["archived", "not_collecting", "not_possible", "under_way"]),
        ]
    ) { call in
        try call.throwIfWrong()
        let id = try call.connectionID
        let body = try await call.body(as: NewCredentials.self)
        let run = try await namingCredentials(beside: []) { [call] in
            let fields = body.credentials.mapValues { Secret($0) }
            return try await call.workplace.submitCredentials(fields, for: id, by: call.author)
        }
        return QueuedRunView(id: WireID(run), connectionId: WireID(id))
    }

    static let checkConnection = Endpoint(
        .post, "/v1/connections/{connection_id}/checks", "check_connection", summary: "Check a connection now",
        scope: .connectionsWrite, body: NewCheck.self, status: .accepted,
        refusals: Refusal.unreadableBody + [
            .unknownConnection,
            Refusal(
                status: .conflict,
                codes: [
                    "archived", "needs_confirmation", "needs_credentials", "needs_unlock", "no_credentials",
                    "not_collecting",
                ]),
        ]
    ) { call in
        try call.throwIfWrong()
        let id = try call.connectionID
        let body = try await call.body(as: NewCheck.self)
        let run = try await call.workplace.checkNow(
            id, confirmingResend: body.confirmResend?.value ?? false, by: call.author)
        return QueuedRunView(id: WireID(run), connectionId: WireID(id))
    }

    /// Use cases name a sign-in field as the form does; in JSON it lies inside `credentials`.
    private static func namingCredentials<Value>(
        beside own: [String], _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch UseCaseError.invalid(let problems) {
            throw UseCaseError.invalid(
                problems.map { problem in
                    let field = own.contains(problem.field) ? problem.field : "credentials.\(problem.field)"
                    return FieldProblem(field: field, code: problem.code, message: problem.message)
                })
        }
    }
}

/// The query of `GET /v1/connections`.
private enum ConnectionQueries {
    static let filter = QueryParameter<ConnectionFilter>.choice("filter", "Which rows; `all` leaves out archived ones.")
    static let actor = QueryParameter<Actor>.choice("actor", "Only rows where this one must act.")
    static let search = QueryParameter.text("search", "Part of a customer's name, a user name or a provider's name.")
    static let sort = QueryParameter<ConnectionSort>.choice(
        "sort", "The order; `attention` puts what needs somebody first.")
    static let provider = QueryParameter<ProviderKey>.parsed(
        "provider", "Only connections to the provider of this key.",
        schema: .string(pattern: "^[a-z][a-z0-9-]{1,63}$"), orSay: "Send a provider's key, such as `sandbox-harbor`."
    ) { ProviderKey($0) }
    static let customer = QueryParameter<Customer.ID>.parsed(
        "customer", "Only connections of the customer of this id.", schema: WireID<Customer>.schema,
        orSay: "Send a customer's id, such as `cus_0198c0de-…`."
    ) { Customer.ID($0) }

    static let all = [
        filter.facts, actor.facts, search.facts, provider.facts, customer.facts, sort.facts, PageQueries.cursor.facts,
        PageQueries.limit.facts,
    ]
}
