/// A folder of messages that are read once and then deleted.
protocol Mailbox: Sendable {
    /// Numbers (UIDs) of messages that nobody has looked at, at most `limit` of them, oldest first.
    func fresh(limit: Int) async throws(MailError) -> [UInt32]
    /// A message as it is; looked at from now on.
    func message(_ number: UInt32) async throws(MailError) -> [UInt8]
    func delete(_ number: UInt32) async throws(MailError)
    /// As if somebody had looked at it, so that it does not come up again.
    func setAside(_ number: UInt32) async throws(MailError)
    /// As if nobody had looked at it, so that it comes up again.
    func putBack(_ number: UInt32) async throws(MailError)
}
