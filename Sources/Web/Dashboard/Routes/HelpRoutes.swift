import HTTPKit
import Hummingbird

/// The help pages.
struct HelpRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("help/statuses") { _, context in
            try environment.answer(StatusHelpPage(viewer: environment.viewer(context)))
        }
        members.get("help/keyboard") { _, context in
            try environment.answer(KeyboardHelpPage(viewer: environment.viewer(context)))
        }
    }
}
