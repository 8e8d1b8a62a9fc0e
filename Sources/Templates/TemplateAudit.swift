import Mustache

/// Checks that tests make of every template and of every page's view model.
public enum TemplateAudit {
    /// Text that tries to leave its place: each delimiter carries a mark that joins it to one grapheme cluster.
    public static let canary = "cnry\"\u{301} onfocus=x cnry'\u{200D} cnry<\u{301}i cnry>\u{20DD} cnry&amp;"

    /// Renders each template twice, with every section taken and with none, every value being the canary; gives the names
    /// of those that let a delimiter through.
    public static func leakingTemplates(of library: TemplateLibrary) throws(TemplateError) -> [String] {
        var leaking: [String] = []
        for name in library.names {
            for takesSections in [true, false] {
                let values = CanaryValues(sections: takesSections ? [] : try sectionNames(of: library))
                let page = try library.render(name, values)
                if leaks(page), leaking.last != name { leaking.append(name) }
            }
        }
        return leaking
    }

    /// Whether a page shows a canary's delimiter bare. Looks at scalars: to `String` a marked quote is no quote.
    public static func leaks(_ page: String) -> Bool {
        let scalars = Array(page.unicodeScalars)
        let word = Array("cnry".unicodeScalars)
        return scalars.indices.dropLast(word.count).contains { index in
            scalars[index] == word[0] && Array(scalars[index..<index + word.count]) == word
                && ["\"", "'", "<", ">"].contains(scalars[index + word.count])
        }
    }

    /// The names a template asked for and nobody had: typing errors, which the library renders as nothing. A name that is
    /// found in an outer value counts as found.
    public static func unknownNames(
        of template: String, in library: TemplateLibrary, with value: Any
    ) throws(TemplateError) -> [String] {
        let record = LookupRecord()
        _ = try library.render(template, ViewValue(value, record))
        return record.missed
    }

    private static func sectionNames(of library: TemplateLibrary) throws(TemplateError) -> Set<String> {
        var names: Set<String> = []
        for name in library.names {
            guard let source = library.source(name) else { throw .unknownTemplate(name: name) }
            names.formUnion(source.tags.filter { $0.kind == "#" || $0.kind == "^" }.map(\.name))
        }
        return names
    }
}

/// Has a value for every name: itself for what is printed, which reads as the canary; false for the named sections.
private struct CanaryValues: MustacheParent, CustomStringConvertible {
    let sections: Set<String>

    var description: String { TemplateAudit.canary }

    func child(named name: String) -> Any? { sections.contains(name) ? false : self }
}
