/// What a customer lets be collected.
public struct AuthorizationScope: Sendable, Equatable, Codable {
    /// How many months back from the day of consent; nil: all that the utility shows.
    public var monthsBack: Int?
    /// Nothing dated later is collected; nil: as long as the authorization lasts.
    public var ongoingEnd: String?
    /// In the order of `SharedData.allCases`.
    public var data: [SharedData]

    public init(data: Set<SharedData>, monthsBack: Int? = nil, ongoingEnd: CalendarDay? = nil) {
        self.data = SharedData.allCases.filter(data.contains)
        self.monthsBack = monthsBack
        self.ongoingEnd = ongoingEnd?.text
    }

    public static let everything = AuthorizationScope(data: Set(SharedData.allCases))
}

/// The kinds of data that are asked for.
public enum SharedData: String, CaseIterable, Sendable, Codable {
    /// Bills with their amounts and documents.
    case bills
    /// How much was used, and when.
    case usage
    /// Account and meter numbers, tariff, service address.
    case accountDetails = "account_details"
}
