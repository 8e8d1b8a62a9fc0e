public import HTTPKit
public import Hummingbird
import UseCases

/// Every page that customers see: `/r/…`, `/c/…`, `/brand/…`.
public struct DoorstepRoutes: Sendable {
    private let environment: DoorstepEnvironment

    public init(_ environment: DoorstepEnvironment) { self.environment = environment }

    /// Adds the pages and their files to a router of `edge`. No cookie is read or set: the link's secret is all.
    public func add(to router: Router<EdgeContext>, through edge: Edge) {
        environment.assets.addRoutes(to: router)
        BrandRoutes(environment).add(to: router.group())
        let limits = DoorstepLimits(clock: environment.workplace.clock)
        let customers = router.group().add(middleware: DoorstepGuard(environment, limits: limits))
        RequestPageRoutes(environment).add(to: customers)
        RequestStepRoutes(environment).add(to: customers)
        RequestAnswerRoutes(environment, limits: limits).add(to: customers)
        ControlRoutes(environment, limits: limits).add(to: customers)
    }
}
