import Domain
public import HTTPKit
public import Hummingbird
public import UseCases

/// Version 1 of the API: every endpoint and every shape, and how they are added to a server.
public enum V1 {
    static let endpoints: [Endpoint] = [
        .listConnections, .createConnection, .showConnection, .submitCredentials, .checkConnection, .listRuns,
        .listAccounts, .listBills, .listProviders,
    ]

    static let shapes: [any Wire.Type] = [
        AccountList.self, AccountView.self, AmountView.self, BillList.self, BillView.self, ConnectionList.self,
        ConnectionView.self, CreatedConnectionView.self, CustomerView.self, FieldProblemView.self, IncidentView.self,
        MeterView.self, NewCheck.self, NewConnectionBody.self, NewCredentials.self, NextActionView.self,
        ProblemView.self, ProviderList.self, ProviderNameView.self, ProviderView.self, QueuedRunView.self,
        RunList.self, RunView.self, SignInFieldView.self, SiteView.self,
    ]

    /// Adds the routes for requests with an API key: 600 requests a minute and key, bursts of 120; 10 wrong keys and
    /// then 6 a minute per client.
    public static func addRoutes(to router: Router<EdgeContext>, edge: Edge, workplace: Workplace) {
        let bearer = BearerMiddleware(
            perKey: RateLimiter(.init(burst: 120, secondsPerToken: 0.1), clock: workplace.clock),
            failures: RateLimiter(.init(burst: 10, secondsPerToken: 10), clock: workplace.clock)
        ) { token in
            try await workplace.authenticateKey(token)
        }
        addRoutes(to: edge.keys(of: router, bearer), workplace: workplace)
    }

    static func addRoutes(to group: RouterGroup<KeyContext>, workplace: Workplace) {
        for endpoint in endpoints { endpoint.addRoute(to: group, workplace: workplace) }
    }
}
