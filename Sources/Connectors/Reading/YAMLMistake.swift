import Yams

/// Words for what the YAML parser stumbled over.
enum YAMLMistake {
    static func problem(_ error: YamlError) -> RecipeProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            RecipeProblem(line: mark.line, message: "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            RecipeProblem(
                line: context.mark.line,
                message: "the key \(duplicates.sorted().joined(separator: ", ")) is written twice in one mapping")
        case .reader(let problem, _, _, _):
            RecipeProblem(line: 1, message: "not readable text: \(problem)")
        default:
            RecipeProblem(line: 1, message: "not valid YAML")
        }
    }
}
