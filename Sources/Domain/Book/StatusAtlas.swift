import Foundation

/// Every way between two statuses, found by asking the law: each status meets each kind of event, once and several times
/// in a row. What is drawn and written from here cannot differ from what the law does.
public enum StatusAtlas {
    /// All edges, ordered by the table: first by where they start, then by where they end.
    public static let edges: [StatusEdge] = ConnectionStatus.allCases.flatMap(edges)

    private static func edges(from: ConnectionStatus) -> [StatusEdge] {
        var found: [ConnectionStatus: StatusEdge] = [:]
        for probe in Probe.all {
            guard let to = probe.destination(from: from) else { continue }
            var edge = found[to] ?? StatusEdge(from: from, to: to, causes: [])
            if !edge.causes.contains(probe.label) { edge.causes.append(probe.label) }
            found[to] = edge
        }
        return ConnectionStatus.allCases.compactMap { found[$0] }.map(withoutRepetition)
    }

    /// What works without a repair need not be listed again with one.
    private static func withoutRepetition(_ edge: StatusEdge) -> StatusEdge {
        var edge = edge
        let all = edge.causes
        edge.causes = all.filter { cause in
            !all.contains { $0 != cause && (cause == $0 + Probe.afterRepair || cause == $0 + Probe.forADay) }
        }
        return edge
    }
}
