import Domain

/// Tells what the fields of a form hold: by the recipe's own steps, else by what their kind says. Pure.
struct TypedReading {
    let recipe: Recipe
    /// The page that the form was on, as far as it was known.
    let page: RecipePage?

    func entry(of fields: [TypedField]) -> TypedEntry {
        let asksNew = page?.means.asksNewPassword == true
        var entry = byRecipe(asksNew ? fields.filter { !$0.isPassword } : fields)
        let hasUnread = fields.contains { $0.isPassword && !$0.value.exposed.isEmpty && filling(of: $0) == nil }
        if asksNew || hasUnread || (entry.kind == nil && entry.username == nil) { readByKind(fields, into: &entry) }
        return entry
    }

    // MARK: - By the recipe

    private func byRecipe(_ fields: [TypedField]) -> TypedEntry {
        var entry = TypedEntry()
        for field in fields where !field.value.exposed.isEmpty {
            guard let (filling, page) = filling(of: field) else { continue }
            switch filling {
            case .username: entry.username = field.value
            case .password: entry.password = field.value
            case .code: entry.code = field.value
            case .answer:
                guard case .asksAnswer(let question) = page.means else { continue }
                entry.answer = TypedEntry.Answer(name: question.prompt.name, value: field.value)
            }
        }
        return entry
    }

    /// What the recipe would type into the field. The page that was seen last is asked first.
    private func filling(of field: TypedField) -> (RecipeStep.Filling, RecipePage)? {
        for page in [page].compactMap({ $0 }) + recipe.pages {
            for case .fill(let selector, let filling) in page.steps where field.selectors.contains(selector) {
                return (filling, page)
            }
        }
        return nil
    }

    // MARK: - By kind

    private func readByKind(_ fields: [TypedField], into entry: inout TypedEntry) {
        let filled = fields.filter { !$0.value.exposed.isEmpty }
        let passwords = filled.filter(\.isPassword)
        if let code = filled.first(where: \.isForCode) {
            entry.code = code.value
            return
        }
        guard !passwords.isEmpty else {
            // Only a form that says so holds a user name by itself: a first step of two, not a search.
            entry.username = filled.first { $0.isText && ($0.isFor("username") || $0.isFor("email")) }?.value
            return
        }
        let isChange = page?.means.asksNewPassword == true || passwords.contains { $0.isFor("new-password") }
        if isChange || passwords.count > 1 {
            entry.newPassword = Self.newPassword(of: passwords)
        } else {
            entry.password = passwords.first?.value
            entry.username = entry.username ?? username(of: filled)
        }
    }

    /// The text right before the password, unless another says that it is the user name.
    private func username(of fields: [TypedField]) -> Secret<String>? {
        let named = fields.first { $0.isText && $0.isFor("username") }
        let before = fields.prefix { !$0.isPassword }.last(where: \.isText)
        return (named ?? before)?.value
    }

    /// A new password stands twice, or last.
    private static func newPassword(of fields: [TypedField]) -> Secret<String>? {
        let named = fields.filter { $0.isFor("new-password") }
        let values = (named.isEmpty ? fields : named).map(\.value)
        let twice = values.enumerated().last { index, value in
            values[..<index].contains { $0.exposed == value.exposed }
        }
        return twice?.element ?? values.last
    }
}

extension PageMeaning {
    /// The portal lets on only with a new password.
    var asksNewPassword: Bool {
        if case .outcome(.newPasswordRequired) = self { true } else { false }
    }
}

extension Recipe {
    /// Selectors of every field that the recipe knows.
    var fieldSelectors: [String] {
        let fields = pages.flatMap(\.steps).compactMap { step in
            if case .fill(let selector, _) = step { selector } else { nil }
        }
        return Set(fields).sorted()
    }
}
