public import HTTPKit
public import Hummingbird

/// Every page of the dashboard.
public struct WebRoutes: Sendable {
    private let environment: WebEnvironment

    public init(_ environment: WebEnvironment) { self.environment = environment }

    /// Adds the pages and their files to a router of `edge`.
    public func add(to router: Router<EdgeContext>, through edge: Edge) {
        environment.assets.addRoutes(to: router)
        DoorRoutes(environment, cookie: edge.cookie).add(to: edge.visitors(of: router))
        let members = edge.members(of: router)
        SessionRoutes(environment, cookie: edge.cookie).add(to: members)
        ConnectionRoutes(environment).add(to: members)
        ConnectionStepRoutes(environment).add(to: members)
        AddConnectionRoutes(environment).add(to: members)
        ReconnectRoutes(environment).add(to: members)
        CodeRoutes(environment).add(to: members)
        ForwardingRoutes(environment).add(to: members)
        MailRoutes(environment).add(to: members)
        RequestRoutes(environment).add(to: members)
        RequestFormRoutes(environment).add(to: members)
        BulkRequestRoutes(environment).add(to: members)
        CustomerRoutes(environment).add(to: members)
        AuthorizationRoutes(environment).add(to: members)
        RunRoutes(environment).add(to: members)
        ProviderRoutes(environment).add(to: members)
        MemberRoutes(environment).add(to: members)
        APIKeyRoutes(environment).add(to: members)
        AuditRoutes(environment).add(to: members)
        OrganizationRoutes(environment).add(to: members)
        CustomerMessageRoutes(environment).add(to: members)
        HelpRoutes(environment).add(to: members)
    }

    /// The page of a problem, for `Edge`.
    public static func problemPage(_ problem: Problem, incident: String?, in environment: WebEnvironment) throws
        -> String
    {
        let page = ProblemPage(
            title: problem.title, text: problem.detail, incident: incident,
            link: Link(label: "Go to the connections", address: "/connections"), assets: environment.assetAddresses)
        return try environment.render(ProblemPage.template, page)
    }
}
