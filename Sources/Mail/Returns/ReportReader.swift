import Domain

/// Reads delivery reports, however sloppily they were written.
enum ReportReader {
    /// The part that machines read (RFC 3464). Of several recipients the worst off counts: a letter goes to one person, and
    /// others are whoever that person passes mail on to.
    static func report(in leaves: [MailLeaf]) -> DeliveryReport? {
        for case .file(_, let mediaType, let bytes) in leaves
        where ["message/delivery-status", "message/global-delivery-status"].contains(mediaType) {
            let reports = blocks(bytes.prefix(byteLimit)).compactMap(report(in:))
            return Action.allCases.lazy.compactMap { action in reports.first { $0.action == action } }.first
        }
        return nil
    }

    /// What qmail and its heirs write (cr.yp.to/proto/qsbmf.txt), which has no part for machines.
    static func report(inText text: String) -> DeliveryReport? {
        guard text.hasPrefix("Hi. This is the ") else { return nil }
        let paragraphs = text.prefix(bytes: byteLimit).replacing("\r\n", with: "\n").split(separator: "\n\n")
        for paragraph in paragraphs.dropFirst() {
            let lines = paragraph.split(separator: "\n")
            // The copy of the message begins here.
            if lines.first?.hasPrefix("-") == true { return nil }
            guard let first = lines.first, first.hasPrefix("<"), let end = first.firstIndex(of: ">") else { continue }
            let words = lines.dropFirst().joined(separator: " ")
            return DeliveryReport(
                action: .failed, status: EnhancedStatus.all(in: words).first, diagnostic: quoted(words),
                recipient: EmailAddress(String(first[..<end].dropFirst()))?.text)
        }
        return nil
    }

    private typealias Action = DeliveryReport.Action
    /// Bytes of a report that are looked at, and groups of fields in it.
    private static let (byteLimit, blockLimit) = (65_536, 50)

    /// Groups of fields, parted by empty lines.
    private static func blocks(_ bytes: ArraySlice<UInt8>) -> [HeaderBlock] {
        var blocks: [[UInt8]] = [[]]
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let isEmpty = line.allSatisfy { $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
            if isEmpty, blocks[blocks.count - 1].isEmpty { continue }
            guard !isEmpty else {
                guard blocks.count < blockLimit else { break }
                blocks.append([])
                continue
            }
            blocks[blocks.count - 1] += line + [0x0A]
        }
        return blocks.map(HeaderBlock.init)
    }

    /// One recipient's fields; nil for the message's own, and where nothing says what was done.
    private static func report(in block: HeaderBlock) -> DeliveryReport? {
        func value(_ name: String) -> String? { block.values(of: name).first }
        let addresses = ["original-recipient", "final-recipient"].compactMap(value)
        let said = value("action")
        guard said != nil || !addresses.isEmpty else { return nil }
        let words = value("diagnostic-code").map(withoutType) ?? ""
        let status = status(value("status") ?? "", or: words)
        guard let action = said.flatMap(action) ?? status.map(action) else { return nil }
        let recipient = addresses.lazy.compactMap { EmailAddress(withoutType($0))?.text }.first
        return DeliveryReport(action: action, status: status, diagnostic: quoted(words), recipient: recipient)
    }

    /// What says nothing (`5.0.0`) gives way to what stands in the words.
    private static func status(_ field: String, or words: String) -> EnhancedStatus? {
        let said = EnhancedStatus.all(in: field).first
        guard said.map({ $0.subject == 0 }) ?? true else { return said }
        let better = EnhancedStatus.all(in: words).first { $0.subject != 0 && (said == nil || $0.kind == said?.kind) }
        return better ?? said
    }

    /// `failed (bad address)` → failed.
    private static func action(_ field: String) -> Action? {
        Action(rawValue: String(field.lowercased().prefix { ("a"..."z").contains($0) }))
    }

    private static func action(_ status: EnhancedStatus) -> Action {
        switch status.kind {
        case .permanent: .failed
        case .temporary: .delayed
        case .success: .delivered
        }
    }

    /// `smtp; 550 No such user` → `550 No such user`.
    private static func withoutType(_ value: String) -> String {
        guard let end = value.firstIndex(of: ";") else { return value }
        let isType = value[..<end].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == " ") }
        guard isType else { return value }
        return String(value[value.index(after: end)...]).trimmingMailBlanks
    }

    private static func quoted(_ words: String) -> String { words.quotation(DeliveryReport.diagnosticLimit) }
}
