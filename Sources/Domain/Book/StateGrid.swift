/// Where everything in a drawing stands. Lengths in pixels.
struct StateGrid {
    private static let cell = 168
    private static let side = 172
    private static let top = 56
    private static let line = 14
    /// Letters that fit into a cell's width.
    private static let letters = 25

    private let columns: [ConnectionStatus]
    private let lanes: [Lane]
    let width: Int
    let height: Int

    /// Statuses from which the same ways lead share a lane.
    private struct Lane {
        let statuses: [ConnectionStatus]
        let y: Int
        let height: Int
        /// Wrapped causes, per column; nil where no way leads.
        let cells: [[String]?]
    }

    init(rows: [ConnectionStatus], columns: [ConnectionStatus]) {
        self.columns = columns
        var lanes: [Lane] = []
        var y = Self.top
        for group in Self.grouped(rows, columns) {
            let cells = columns.map { to in
                StatusAtlas.edges.first { $0.from == group[0] && $0.to == to }?.causes.flatMap(Self.wrapped)
            }
            let lines = cells.map { $0?.count ?? 0 }.max() ?? 0
            let height = max(2, lines, group.count) * Self.line + 16
            lanes.append(Lane(statuses: group, y: y, height: height, cells: cells))
            y += height
        }
        self.lanes = lanes
        width = Self.side + columns.count * Self.cell + 12
        height = y + 12
    }

    var body: String { (heads + lanes.flatMap(drawn)).joined(separator: "\n") }

    private var heads: [String] {
        let axis = #"<text class="axis" x="12" y="36">from ↓   to →</text>"#
        return [axis]
            + columns.enumerated().map { index, status in
                #"<text class="name" x="\#(Self.side + index * Self.cell + 10)" y="36">\#(status.entry.displayName)</text>"#
            }
    }

    private func drawn(_ lane: Lane) -> [String] {
        let rule = #"<line x1="0" x2="\#(width)" y1="\#(lane.y)" y2="\#(lane.y)"/>"#
        let names = lane.statuses.enumerated().map { index, status in
            let y = lane.y + 22 + index * Self.line
            return #"<text class="name" x="12" y="\#(y)">\#(status.entry.displayName)</text>"#
        }
        let cells = zip(columns, lane.cells).enumerated().flatMap { index, pair in
            drawn(pair.1, to: pair.0, in: lane, x: Self.side + index * Self.cell)
        }
        return [rule] + names + cells
    }

    private func drawn(_ lines: [String]?, to: ConnectionStatus, in lane: Lane, x: Int) -> [String] {
        guard !lane.statuses.contains(to) else {
            return [#"<circle class="same" cx="\#(x + 14)" cy="\#(lane.y + 18)" r="3"/>"#]
        }
        guard let lines else { return [] }
        let size = #"width="\#(Self.cell - 6)" height="\#(lane.height - 6)""#
        let box = #"<rect class="way" x="\#(x + 3)" y="\#(lane.y + 3)" \#(size) rx="4"/>"#
        return [box]
            + lines.enumerated().map { index, line in
                #"<text x="\#(x + 10)" y="\#(lane.y + 20 + index * Self.line)">\#(line)</text>"#
            }
    }

    /// Neighbours in one group when the same ways lead from them; a status that is a column too stands alone.
    private static func grouped(_ rows: [ConnectionStatus], _ columns: [ConnectionStatus]) -> [[ConnectionStatus]] {
        func ways(_ from: ConnectionStatus) -> [[String]] {
            columns.map { to in StatusAtlas.edges.first { $0.from == from && $0.to == to }?.causes ?? [] }
        }
        return rows.reduce(into: []) { groups, status in
            if let last = groups.last?.first, !columns.contains(last), !columns.contains(status),
                ways(last) == ways(status)
            {
                groups[groups.count - 1].append(status)
            } else {
                groups.append([status])
            }
        }
    }

    /// A cause in lines that fit; the second and later ones are indented.
    private static func wrapped(_ cause: String) -> [String] {
        var lines: [String] = []
        for word in cause.split(separator: " ") {
            if let last = lines.last, last.count + word.count < letters {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append((lines.isEmpty ? "" : "\u{2003}") + word)
            }
        }
        return lines
    }
}
