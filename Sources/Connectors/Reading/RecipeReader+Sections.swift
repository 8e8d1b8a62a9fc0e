import Domain
import Yams

/// The sections `accounts:`, `bills:` and `fixtures:`.
extension RecipeReader {
    func accounts(_ root: RecipeMap) -> AccountReading? {
        let keys = ["visit", "rows", "reference", "number", "service_address", "meters"]
        guard root.requiredNode("accounts", example: "followed by rows, reference, number, service_address") != nil,
            let map = root.map("accounts", allowed: keys)
        else { return nil }
        let visit = visit(map)
        let rows = map.text("rows", example: "\"table.accounts tbody tr\"")
        let reference = field(map, "reference")
        let number = field(map, "number")
        let serviceAddress = field(map, "service_address")
        let meters = meters(map)
        if meters == nil, root.map("bills", allowed: [])?.has("meters") != true {
            notes.add("neither accounts nor bills says how to read the meters", at: map.line)
        }
        guard let rows, let reference, let number, let serviceAddress else { return nil }
        return AccountReading(
            visit: visit, rows: rows, reference: reference, number: number, serviceAddress: serviceAddress,
            meters: meters)
    }

    func bills(_ root: RecipeMap) -> BillReading? {
        let keys = [
            "visit", "shows", "meters", "rows", "reference", "period_start", "period_end", "issued", "amount", "pdf",
            "dates", "decimal_mark", "next", "states_no_bills",
        ]
        guard root.requiredNode("bills", example: "followed by visit, shows, rows, reference …") != nil,
            let map = root.map("bills", allowed: keys)
        else { return nil }
        let visit = visit(map)
        let shows = field(map, "shows")
        let meters = meters(map)
        let rows = map.text("rows", example: "\"table.bills tbody tr\"")
        let reference = field(map, "reference")
        let periodStart = field(map, "period_start")
        let periodEnd = field(map, "period_end")
        let issued = field(map, "issued")
        let amount = field(map, "amount")
        let pdf = map.has("pdf") ? field(map, "pdf") : nil
        let dates = dates(map)
        let mark = map.optionalText("decimal_mark") ?? "."
        if mark != ".", mark != "," {
            notes.add("decimal_mark must be \".\" or \",\"", at: map.line(of: "decimal_mark"))
        }
        guard let shows, let rows, let reference, let periodStart, let periodEnd, let issued, let amount, let dates
        else {
            return nil
        }
        return BillReading(
            visit: visit, shows: shows, meters: meters, rows: rows, reference: reference, periodStart: periodStart,
            periodEnd: periodEnd, issued: issued, amount: amount, pdf: pdf, dates: dates,
            decimalMark: mark == "," ? "," : ".", next: map.optionalText("next"),
            statesNoBills: map.texts("states_no_bills") ?? [])
    }

    func fixtures(_ root: RecipeMap, pages: [String]) -> [RecipeFixture] {
        (root.items("fixtures") ?? []).compactMap { fixture($0.node, pages: pages, at: $0.line) }
    }

    private func fixture(_ node: Node, pages: [String], at line: Int) -> RecipeFixture? {
        let keys = ["file", "page", "address", "status"]
        guard let map = RecipeMap(node, name: "a fixture", allowed: keys, line: line, notes: notes) else { return nil }
        let file = map.text("file", example: "pages/login.html")
        let page = map.text("page", example: "login")
        let address = map.optionalText("address").flatMap { self.address($0, at: map.line(of: "address")) }
        if let page, !pages.contains(page), page != RecipePage.unknownName {
            notes.add("the fixture expects page \"\(page)\", which the recipe does not have", at: line)
        }
        if let file, file.hasPrefix("/") || file.split(separator: "/").contains("..") {
            notes.add("fixture file \"\(file)\" must lie inside the provider's folder", at: line)
        }
        guard let file, let page else { return nil }
        return RecipeFixture(
            file: file, page: page, address: address ?? "about:blank",
            status: map.integer("status", in: 100...599) ?? 200, line: line)
    }

    /// Steps of reading: they lead somewhere and type nothing.
    private func visit(_ map: RecipeMap) -> [RecipeStep] {
        let steps = steps(map, "visit")
        for case .fill in steps {
            notes.add("visit in \(map.name) must not fill in anything", at: map.line(of: "visit"))
        }
        return steps
    }

    private func meters(_ section: RecipeMap) -> MeterReading? {
        guard let map = section.map("meters", allowed: ["rows", "number", "commodity"]) else { return nil }
        let rows = map.text("rows", example: "\".meter\"")
        let number = field(map, "number")
        let commodity = field(map, "commodity")
        guard let rows, let number, let commodity else { return nil }
        return MeterReading(rows: rows, number: number, commodity: commodity)
    }

    /// A selector, or a mapping of selector, attribute and like.
    private func field(_ section: RecipeMap, _ key: String) -> FieldReading? {
        guard let node = section.requiredNode(key, example: "\".selector\"") else { return nil }
        if case .scalar = node {
            return section.optionalText(key).map { FieldReading(selector: $0, attribute: nil, like: nil) }
        }
        guard let map = section.map(key, allowed: ["selector", "attribute", "like"]) else { return nil }
        let shape = map.optionalText("like")
        let like = shape.flatMap(TextShape.init)
        if let shape, like == nil {
            notes.add("like \"\(shape)\" needs exactly one {}, and no * beside it", at: map.line(of: "like"))
        }
        return FieldReading(
            selector: map.optionalText("selector"), attribute: map.optionalText("attribute"), like: like)
    }

    private func dates(_ map: RecipeMap) -> DateShape? {
        guard let text = map.text("dates", example: "MM/dd/yyyy") else { return nil }
        let dates = DateShape(text)
        if dates == nil {
            notes.add("dates \"\(text)\" needs yyyy, M to MMMM and d or dd, e.g. MM/dd/yyyy", at: map.line(of: "dates"))
        }
        return dates
    }
}
