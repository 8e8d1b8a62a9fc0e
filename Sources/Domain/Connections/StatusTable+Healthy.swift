extension StatusTable {
    /// PENDING and CONNECTED.
    static func healthy(_ status: ConnectionStatus) -> StatusEntry {
        guard status == .pending else {
            return StatusEntry(
                status: .connected, displayName: "Connected",
                meaning: "Sign-in works, accounts match, data arrives.",
                customerTemplate: "Your {utility} account is connected.",
                actor: .nobody, wizard: .none, nextAction: .checkNow, isGreyed: false, ownFilters: [.healthy],
                retry: .scheduled,
                nectar: NectarView(status: "CONNECTED", isActive: true),
                utilityAPI: UtilityAPIView(status: "updated", notes: ["access_valid", "meters_full"], flags: []))
        }
        return StatusEntry(
            status: .pending, displayName: "Pending",
            meaning: "Created or resubmitted; the first proof (sign-in plus account list) is not in yet.",
            customerTemplate: """
                We are setting up your connection to {utility}. There is nothing you need to do right now.
                """,
            actor: .nobody, wizard: .none, nextAction: .nothing, isGreyed: false, ownFilters: [.healthy],
            retry: .first,
            nectar: NectarView(status: "PENDING", isActive: true),
            utilityAPI: UtilityAPIView(status: "pending", notes: ["waiting"], flags: []))
    }
}
