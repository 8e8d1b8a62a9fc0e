/// How hard one process works, and how often it looks.
public struct JobSettings: Sendable, Equatable {
    /// The process's lasting name: jobs that it held when it was killed are its own again at the next start.
    public var node: String
    /// Jobs carried out at the same time.
    public var capacity: Int
    /// A job belongs to its worker for so long after each heartbeat.
    public var lease: Duration
    /// The job table is looked at this often even when nobody says that there is something to do.
    public var look: Duration
    /// Due connections are looked for this often.
    public var schedule: Duration
    /// Expired leases, rules of time and old sessions are seen to this often.
    public var housekeeping: Duration

    public init(
        node: String, capacity: Int = 4, lease: Duration = .seconds(60), look: Duration = .seconds(5),
        schedule: Duration = .seconds(5), housekeeping: Duration = .seconds(30)
    ) {
        self.node = node
        self.capacity = capacity
        self.lease = lease
        self.look = look
        self.schedule = schedule
        self.housekeeping = housekeeping
    }
}
