import API
import ArgumentParser
import Domain
import Foundation

/// Writes the documents that the code writes.
struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the documents that the code writes: statuses, states, OpenAPI.", shouldDisplay: false)

    @Option(help: "The checkout to write into.") var write: String

    func run() throws {
        var files = StatusBook.files().map { ($0.path, Data($0.text.utf8)) }
        files.append(("docs/api/openapi.json", try OpenAPIDocument.render()))
        for (path, bytes) in files {
            let file = URL(filePath: write).appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file, options: .atomic)
            Console.say(path)
        }
    }
}

/// Prints the API's document.
struct OpenAPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI document of the API.")

    func run() throws { FileHandle.standardOutput.write(try OpenAPIDocument.render()) }
}
