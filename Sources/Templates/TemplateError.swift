/// Why templates could not be loaded or rendered. A programmer's fault, found at start-up or by a test.
public enum TemplateError: Error, Equatable {
    case missingFolder(path: String)
    case emptyFolder(path: String)
    case unreadable(path: String)
    case duplicateName(String)
    case malformed(path: String, line: Int, problem: String)
    case unknownTemplate(name: String)
}

extension TemplateError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missingFolder(let path): "there is no folder of templates at \(path)"
        case .emptyFolder(let path): "the folder \(path) holds no .mustache file"
        case .unreadable(let path): "the template \(path) cannot be read as UTF-8"
        case .duplicateName(let name): "two folders hold a template named \(name)"
        case .malformed(let path, let line, let problem): "\(path):\(line): \(problem)"
        case .unknownTemplate(let name): "there is no template named \(name)"
        }
    }
}
