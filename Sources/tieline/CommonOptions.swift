import ArgumentParser
import Server

/// Options that most commands share. Each stands before the environment variable of the same meaning.
struct CommonOptions: ParsableArguments {
    @Option(help: "Folder for the database, the key file and the browser's socket.")
    var data: String?

    @Option(
        help:
            "postgres://… instead of SQLite in the data folder. Prefer TIELINE_DATABASE_URL: options are visible to others."
    )
    var databaseURL: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    /// The settings with these options first; `more` stands before them.
    func settings(_ more: [Setting: String] = [:]) throws -> Settings {
        var options: [Setting: String] = [:]
        options[.data] = data
        options[.databaseURL] = databaseURL
        options[.logLevel] = logLevel
        return try Settings(options: options.merging(more) { _, new in new })
    }
}
