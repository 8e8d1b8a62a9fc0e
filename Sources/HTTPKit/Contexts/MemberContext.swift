public import Domain
public import Hummingbird
public import UseCases

/// A request of a signed-in member. Under it there is always a member; the group's routes need no check.
public struct MemberContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let client: IPAddress?
    public let signedIn: SignedInMember

    /// Fails with `sign_in_required`, which the error middleware turns into a redirect to the sign-in page.
    public init(context: EdgeContext) throws {
        guard let signedIn = context.signedIn else { throw Problem.signInRequired }
        coreContext = context.coreContext
        client = context.client
        self.signedIn = signedIn
    }

    public var maxUploadSize: Int { 65_536 }
    public var member: Member { signedIn.member }
    public var organization: Organization { signedIn.organization }
    public var role: Role { signedIn.member.role }
    public var author: Author { signedIn.author }
}
