import HTTPKit

/// A refusal as the document describes it; `ProblemDocument` is what is sent, and a test compares the two.
struct ProblemView: Wire {
    let type: String
    let title: String
    let status: Int
    let code: String
    let detail: String
    let field: String?
    let errors: [FieldProblemView]?
    let incident: String?

    static let name = "Problem"
    static let summary = "Why a request did not succeed (RFC 9457)."
    static let prose = [
        "type": "Always `about:blank`; `code` says which problem it is.",
        "title": "Short, the same for every occurrence.",
        "status": "The HTTP status.",
        "code": "Stable.",
        "detail": "What to do next.",
        "field": "The first field at fault, as it was sent.",
        "errors": "Every field at fault.",
        "incident": "Names the line in Tieline's log, for faults of ours.",
    ]
    static let example = ProblemView(
        type: "about:blank", title: "Some fields are not right", status: 422, code: "invalid_fields",
        detail: "Choose a provider from the list.", field: "provider", errors: [.example], incident: nil)
}

struct FieldProblemView: Wire {
    let field: String
    let code: String
    let detail: String

    static let name = "FieldProblem"
    static let summary = "What is wrong with one field."
    static let prose = ["field": "As it was sent.", "code": "Stable.", "detail": "What to do."]
    static let example = FieldProblemView(
        field: "provider", code: "unknown", detail: "Choose a provider from the list.")
}
