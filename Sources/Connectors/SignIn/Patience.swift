import Foundation

/// How long the sign-in waits for what.
struct Patience: Sendable {
    /// No change for so long means that a page is what it is.
    let quiet: TimeInterval
    /// An unknown page that keeps changing is given up after this.
    let unknown: TimeInterval
    /// The portal's answer to something sent, without any sign of life.
    let answer: TimeInterval
    /// A portal that was left alone for so long may have forgotten who was signing in.
    let session: TimeInterval
    /// A form that stands unsent for so long was never sent: every command of the forerunner has been carried out.
    var unsent: TimeInterval = 2
    /// Times that one page may be acted on.
    let visits: Int

    static let standard = Patience(quiet: 8, unknown: 30, answer: 45, session: 60, visits: 3)
}
