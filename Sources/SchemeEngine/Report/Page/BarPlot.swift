/// Horizontal bars, one a row, each with its name and its figure in words, so that colour alone tells nothing.
struct BarPlot {
    private static let width = 560
    private static let labelWidths = 190...300
    /// What a letter of a label takes at most, so that a long name is not cut off at the edge.
    private static let letterWidth = 7
    private static let valueWidth = 110
    private static let rowHeight = 30

    let title: String
    let rows: [(name: String, words: String, height: Double?)]

    /// The drawing.
    ///
    /// - Parameter id: unique on the page.
    func svg(id: String) -> String {
        let height = max(rows.count, 1) * Self.rowHeight + 8
        let top = rows.compactMap(\.height).max() ?? 0
        let bars = rows.enumerated().map { bar($0.element, at: $0.offset, top: top) }
        return """
            <svg viewBox="0 0 \(Self.width) \(height)" role="img" aria-labelledby="\(id)-t \(id)-d">
            <title id="\(id)-t">\(Markup.escape(title))</title>
            <desc id="\(id)-d">\(Markup.escape(description))</desc>
            \(bars.joined(separator: "\n"))
            </svg>
            """
    }

    private var labelWidth: Int {
        let longest = (rows.map(\.name.count).max() ?? 0) * Self.letterWidth + 12
        return min(max(longest, Self.labelWidths.lowerBound), Self.labelWidths.upperBound)
    }

    /// What the drawing shows, for who cannot see it.
    private var description: String {
        if rows.isEmpty { return "Nothing was recorded." }
        return "Bars: " + rows.map { "\($0.name) \($0.words)" }.joined(separator: "; ") + "."
    }

    private func bar(_ row: (name: String, words: String, height: Double?), at place: Int, top: Double) -> String {
        let y = place * Self.rowHeight + 4
        let room = Double(Self.width - labelWidth - Self.valueWidth)
        let length = top > 0 ? Int(room * (row.height ?? 0) / top) : 0
        let end = labelWidth + max(length, 1)
        let shape =
            row.height == nil
            ? ""
            : "<rect x=\"\(labelWidth)\" y=\"\(y + 3)\" width=\"\(max(length, 1))\" height=\"18\" fill=\"\(fill(row.name))\"\(edge(row.name))/>"
        return
            "<text x=\"\(labelWidth - 8)\" y=\"\(y + 17)\" text-anchor=\"end\">\(Markup.escape(row.name))</text>"
            + shape
            + "<text x=\"\(row.height == nil ? labelWidth : end + 6)\" y=\"\(y + 17)\">\(Markup.escape(row.words))</text>"
    }

    private func fill(_ name: String) -> String {
        switch name {
        case "red": "#b3261e"
        case "amber": "#d98e04"
        case "green": "#2e7d4f"
        case "blue": "#2f6db5"
        case "white": "#ffffff"
        default: "#1d5b8f"
        }
    }

    private func edge(_ name: String) -> String { name == "white" ? " stroke=\"#4a5a68\"" : "" }
}
