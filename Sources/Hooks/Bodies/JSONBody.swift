import Foundation

/// JSON documents from outside.
enum JSONBody {
    /// - Throws: `malformed` for anything that is no JSON (RFC 8259), nested deeper than the decoder follows (512 levels), or of
    ///   another shape.
    static func decoded<Shape: Decodable>(
        _ type: Shape.Type, from request: HookRequest
    ) throws(HookRefusal) -> Shape {
        let charset = MediaType(request.headers["Content-Type"]).parameters["charset"]
        // Phones are not always true to the rule that JSON is UTF-8.
        return try decoded(type, from: TextCharset.text(request.body, named: charset))
    }

    static func decoded<Shape: Decodable>(_ type: Shape.Type, from text: String) throws(HookRefusal) -> Shape {
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch { throw .malformed }
    }
}

/// A value that one sender quotes and another does not. Lists and objects count as nothing.
struct LooseText: Decodable, Sendable, Equatable {
    let text: String?

    init(from decoder: any Decoder) throws {
        // Each kind is tried; one that does not fit is no error.
        let value = try? decoder.singleValueContainer()
        if let text = try? value?.decode(String.self) {
            self.text = text
        } else if let number = try? value?.decode(Int64.self) {
            text = String(number)
        } else if let number = try? value?.decode(Double.self), number.isFinite, abs(number) < 1e15 {
            text = String(Int64(number))
        } else {
            text = nil
        }
    }
}
