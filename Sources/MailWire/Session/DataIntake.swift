/// A message while it is being taken: dots unstuffed, too much of it thrown away.
struct DataIntake: Sendable {
    /// What a line made of the message.
    enum Progress: Sendable, Equatable {
        case goesOn
        /// The end came; the message is whole, unless `refusal` says otherwise.
        case ended
        /// The client sends on and on although it cannot be taken.
        case hopeless
    }

    /// Lines end in CR LF.
    private(set) var bytes: [UInt8] = []
    private(set) var refusal: SMTPReply?
    private var discarded = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// - Parameter line: nil for one that is too long.
    mutating func take(_ line: [UInt8]?) -> Progress {
        guard let line else {
            refuse(.textLineTooLong)
            return .goesOn
        }
        if line == [UInt8(ascii: ".")] { return .ended }
        let text = line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
        if refusal == nil, bytes.count + text.count + 2 > limit {
            refuse(.tooLarge)
            return .goesOn
        }
        guard refusal == nil else {
            discarded += text.count + 2
            return discarded > limit ? .hopeless : .goesOn
        }
        bytes += text
        bytes += [0x0D, 0x0A]
        return .goesOn
    }

    /// The rest is read and thrown away; the first reason counts.
    mutating func refuse(_ reply: SMTPReply) {
        refusal = refusal ?? reply
        bytes = []
    }
}
