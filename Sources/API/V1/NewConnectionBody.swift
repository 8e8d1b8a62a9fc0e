import Domain
import UseCases

/// What creates a connection.
struct NewConnectionBody: Wire {
    let provider: String
    let customerId: WireID<Customer>?
    let customerName: String?
    let customerEmail: String?
    let sites: [String]?
    let collectFrom: WireDay?
    let credentials: [String: String]?

    static let name = "NewConnection"
    static let summary =
        "A connection to be created. Send `customer_id`, or `customer_name` with or without `customer_email`."
    static let prose = [
        "provider": "The `key` of a provider that takes new connections.",
        "customer_id": "A customer that exists.",
        "customer_name": "A customer who is found again, by e-mail address if there is one, or else created.",
        "customer_email": "The customer's e-mail address.",
        "sites": """
        Names of the places its accounts are filed under, at most 20. Each is found again among the customer's.
        """,
        "collect_from": """
        Bills issued before this day are not fetched, except for the newest; leave it out for all the portal has. From \
        1990 on, and not in the future.
        """,
        "credentials": "Answers by the names of the provider's `sign_in_fields`; leave it out to send them later.",
    ]
    static let example = NewConnectionBody(
        provider: "sandbox-harbor", customerId: nil, customerName: "Bakery Lehmann",
        customerEmail: "office@example.com", sites: ["Quay Street"], collectFrom: WireDay("2025-01-01"),
        credentials: ["username": "pat@example.com", "password": "correct horse"])

    /// What the use case takes. Fails with `invalid_fields` unless exactly one customer is named.
    var connection: NewConnection {
        get throws(UseCaseError) {
            NewConnection(
                holder: try holder, providerKey: provider, siteNames: sites ?? [], collectFrom: collectFrom?.text,
                fields: (credentials ?? [:]).mapValues { Secret($0) })
        }
    }

    private var holder: NewConnection.Holder {
        get throws(UseCaseError) {
            switch (customerId, customerName) {
            case (let id?, nil) where customerEmail == nil: .existing(id.id)
            case (nil, let name?): .named(name, email: customerEmail)
            case (nil, nil): throw .invalid([Self.unclear("missing", "Send `customer_id` or `customer_name`.")])
            default:
                throw .invalid([Self.unclear("ambiguous", "Send `customer_id` alone, or `customer_name` without it.")])
            }
        }
    }

    private static func unclear(_ code: String, _ message: String) -> FieldProblem {
        FieldProblem(field: "customer_id", code: code, message: message)
    }
}

/// New credentials of a connection.
struct NewCredentials: Wire {
    let credentials: [String: String]

    static let name = "NewCredentials"
    static let summary = "What somebody types to sign in."
    static let prose = ["credentials": "Answers by the names of the provider's `sign_in_fields`."]
    static let example = NewCredentials(credentials: ["username": "pat@example.com", "password": "correct horse"])
}

/// What asks for a check.
struct NewCheck: Wire {
    let confirmResend: Nullable<Bool>?

    static let name = "NewCheck"
    static let summary = "A check to be made now."
    static let prose = [
        "confirm_resend": """
        A person allows that a secret is sent once more although the answer to it was never seen. Asked for by the code \
        `needs_confirmation`.
        """
    ]
    static let example = NewCheck(confirmResend: Nullable(false))
}

struct CreatedConnectionView: Wire {
    let id: WireID<Connection>
    let runId: Nullable<WireID<Run>>

    static let name = "CreatedConnection"
    static let summary = "A connection that was created."
    static let prose = ["id": "The connection.", "run_id": "The first run; null when there are no credentials yet."]
    static let example = CreatedConnectionView(id: .sample, runId: Nullable(.sample))
}

struct QueuedRunView: Wire {
    let id: WireID<Run>
    let connectionId: WireID<Connection>

    static let name = "QueuedRun"
    static let summary = "A run that is queued, or was under way already."
    static let prose = ["id": "The run.", "connection_id": "The connection it signs in for."]
    static let example = QueuedRunView(id: .sample, connectionId: .sample)
}
