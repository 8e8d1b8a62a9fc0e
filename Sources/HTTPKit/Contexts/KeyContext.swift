public import Hummingbird
public import UseCases

/// A request that carries a valid API key.
public struct KeyContext: ChildRequestContext {
    public var coreContext: CoreRequestContextStorage
    public let author: Author

    public init(context: EdgeContext) throws {
        guard let author = context.keyAuthor else { throw Problem.keyRequired }
        coreContext = context.coreContext
        self.author = author
    }

    /// Requests are small JSON documents.
    public var maxUploadSize: Int { 65_536 }
}
