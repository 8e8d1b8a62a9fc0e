import ArgumentParser
import Domain
import Foundation
import Server

/// Says what a running installation lacks, one line each.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what this installation lacks; exit 1 when something must be done.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let findings = await Examination(settings: try common.settings()).findings()
        for finding in findings { Console.say("\(finding.mark) \(finding.text)") }
        if findings.contains(where: { $0.severity == .broken }) { throw ExitCode(1) }
    }
}
