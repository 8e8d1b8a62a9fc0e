import Domain
import Testing

@testable import Connectors

@Suite("Reading what a person typed")
struct TypedReadingTests {
    private func field(
        _ value: String, type: String = "text", id: String = "", autocomplete: String = "", label: String = "",
        matching selectors: Set<String> = []
    ) -> TypedField {
        TypedField(
            name: "", id: id, type: type, autocomplete: autocomplete, label: label, value: Secret(value),
            selectors: selectors)
    }

    private func read(_ fields: [TypedField], on page: String? = nil) throws -> TypedEntry {
        let recipe = try SampleRecipe.recipe()
        return TypedReading(recipe: recipe, page: recipe.pages.first { $0.name == page }).entry(of: fields)
    }

    @Test("the recipe's own fields are known on any page")
    func recipe() throws {
        let login = try read([
            field("pat", matching: ["#user"]), field("word", type: "password", matching: ["#pass"]),
        ])
        #expect(login.username?.exposed == "pat" && login.password?.exposed == "word" && login.kind == .password)
        let answer = try read([field("Rex", matching: ["#answer"])], on: "login")
        #expect(answer.answer?.name == "pet" && answer.answer?.value.exposed == "Rex" && answer.kind == .answer)
        #expect(try read([field("123456", matching: ["#code"])]).code?.exposed == "123456")
        let first = try read([field("pat", matching: ["#only-user"])])
        #expect(first.username?.exposed == "pat" && first.kind == nil)
    }

    @Test("fields that no recipe knows are told by their kind")
    func kinds() throws {
        let login = try read([field("Main St", id: "search"), field("pat"), field("word", type: "password")])
        #expect(login.username?.exposed == "pat" && login.password?.exposed == "word")
        let named = try read([
            field("pat", autocomplete: "username"), field("x"), field("word", type: "password"),
        ])
        #expect(named.username?.exposed == "pat")
        #expect(try read([field("pat@a.example", type: "email", autocomplete: "email")]).username != nil)
        #expect(try read([field("lamps", label: "Search")]).username == nil)
        #expect(try read([field("123456", autocomplete: "one-time-code")]).kind == .code)
        #expect(try read([field("123456", label: "Enter the verification code")]).kind == .code)
    }

    @Test("a new password stands twice, or says so, or is the last")
    func newPasswords() throws {
        let twice = [field("new", type: "password"), field("new", type: "password")]
        #expect(try read(twice).newPassword?.exposed == "new")
        let three = [field("old", type: "password")] + twice
        #expect(try read(three).newPassword?.exposed == "new" && read(three).password == nil)
        let named = [
            field("old", type: "password", autocomplete: "current-password"),
            field("new", type: "password", autocomplete: "new-password"),
        ]
        #expect(try read(named).newPassword?.exposed == "new")
        #expect(try read([field("new", type: "password", autocomplete: "new-password")]).newPassword != nil)
    }

    @Test("a password field that the recipe does not know is not lost beside a user name that it does")
    func halfKnown() throws {
        let entry = try read([field("pat", matching: ["#user"]), field("word", type: "password")], on: "login")
        #expect(entry.username?.exposed == "pat" && entry.password?.exposed == "word")
    }
}
