import ArgumentParser
import Browser

/// The keeper of a browser: started by Tieline itself, outlives it for a minute.
struct BrowserKeeperCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "browser-keeper", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

    func run() throws {
        let code = BrowserKeeper.main(arguments: arguments)
        if code != 0 { throw ExitCode(code) }
    }
}
