/// Under which names a portal writes to its customers.
extension Portal {
    /// Every mail of the portal comes from this domain.
    var mailDomain: String {
        switch self {
        case .harbor: "harborlight.example"
        case .metro: "metroge.example"
        case .valley: "valleywater.example"
        }
    }

    /// The sender of codes.
    var codeMailbox: String {
        switch self {
        case .harbor: "no-reply@\(mailDomain)"
        case .metro: "security@\(mailDomain)"
        case .valley: "online.services@\(mailDomain)"
        }
    }

    /// The sender of bills.
    var billMailbox: String {
        switch self {
        case .harbor: "billing@\(mailDomain)"
        case .metro: "ebill@\(mailDomain)"
        case .valley: "statements@\(mailDomain)"
        }
    }

    /// The number that its text messages come from.
    var textNumber: String {
        switch self {
        case .harbor: "+15550142000"
        case .metro: "+15550177000"
        case .valley: "+15550119000"
        }
    }
}
