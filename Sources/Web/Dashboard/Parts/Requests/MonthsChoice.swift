import Domain

/// How much a permission reaches over, as lists to choose from.
enum MonthsChoice {
    /// Everything, the offered spans, and the present one where it is another.
    static func options(beside current: ScopeChoice) -> [(value: String, label: String)] {
        let months = Set(ScopeChoice.offeredMonths + [current.monthsBack].compactMap(\.self)).sorted()
        return [(value: "", label: "Everything, however old")]
            + months.map { (value: String($0), label: "\(counted($0, "month")) back") }
    }

    static let later: [(value: String, label: String)] = [
        (value: "yes", label: "Also what is added while the permission lasts"),
        (value: "no", label: "Only what is there on the day of consent"),
    ]
}
