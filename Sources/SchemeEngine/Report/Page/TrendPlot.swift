/// One or two lines over the months, told apart by shape and name, not by colour alone.
struct TrendPlot {
    struct Line {
        var name: String
        var points: [(month: ReportMonth, height: Double?, words: String)]
    }

    private static let width = 560
    private static let height = 220
    private static let left = 12
    private static let bottom = 30

    let title: String
    let lines: [Line]

    /// The drawing.
    ///
    /// - Parameter id: unique on the page.
    func svg(id: String) -> String {
        """
        <svg viewBox="0 0 \(Self.width) \(Self.height + 26)" role="img" aria-labelledby="\(id)-t \(id)-d">
        <title id="\(id)-t">\(Markup.escape(title))</title>
        <desc id="\(id)-d">\(Markup.escape(description))</desc>
        <line x1="\(Self.left)" x2="\(Self.width - 8)" y1="\(Self.height - Self.bottom)" y2="\(Self.height - Self.bottom)" stroke="#4a5a68"/>
        \(lines.enumerated().map { draw($0.element, number: $0.offset) }.joined(separator: "\n"))
        \(ends)
        \(months)
        </svg>
        """
    }

    private var description: String {
        lines.map { line in
            "\(line.name): " + line.points.map { "\($0.month.words) \($0.words)" }.joined(separator: ", ")
        }.joined(separator: ". ") + ". The axis starts at nought."
    }

    private var top: Double { lines.flatMap(\.points).compactMap(\.height).max() ?? 0 }

    private func x(_ place: Int, of count: Int) -> Int {
        count < 2 ? Self.width / 2 : Self.left + 24 + place * (Self.width - Self.left - 72) / (count - 1)
    }

    private func y(_ height: Double) -> Int {
        let room = Double(Self.height - Self.bottom - 40)
        return Self.height - Self.bottom - (top > 0 ? Int(room * height / top) : 0)
    }

    private func draw(_ line: Line, number: Int) -> String {
        let colour = number == 0 ? "#1d5b8f" : "#b4541a"
        let points = line.points.enumerated().compactMap { place, point in
            point.height.map { (x: x(place, of: line.points.count), y: y($0), words: point.words) }
        }
        let path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        let dash = number == 0 ? "" : " stroke-dasharray=\"7 4\""
        let marks = points.map { mark($0.x, $0.y, number, colour) }
        return "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2.5\"\(dash)/>"
            + marks.joined()
            + legend(line.name, number, colour)
    }

    /// The numbers at both ends of the lines, each column in the order of its heights, and none on the axis.
    private var ends: String {
        let count = lines.first?.points.count ?? 0
        return Set([0, count - 1]).filter { $0 >= 0 }.sorted().map { place in
            let told = lines.compactMap { line in
                line.points[place].height.map { (y: y($0), words: line.points[place].words) }
            }
            return labels(told.sorted { $0.y < $1.y }, x: x(place, of: count))
        }.joined()
    }

    private func labels(_ told: [(y: Int, words: String)], x: Int) -> String {
        guard let highest = told.first, let lowest = told.last else { return "" }
        let hasRoom = lowest.y + Self.labelBelow < Self.height - Self.bottom - 4
        let isOne = told.count < 2
        let heights =
            isOne
            ? [highest.y - 10]
            : hasRoom ? [highest.y - 10, lowest.y + Self.labelBelow] : [highest.y - 26, highest.y - 10]
        return zip(heights, told).map { height, point in
            "<text x=\"\(x)\" y=\"\(height)\" text-anchor=\"middle\">\(Markup.escape(point.words))</text>"
        }.joined()
    }

    private static let labelBelow = 22

    private func mark(_ x: Int, _ y: Int, _ number: Int, _ colour: String) -> String {
        number == 0
            ? "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"4\" fill=\"\(colour)\"/>"
            : "<rect x=\"\(x - 4)\" y=\"\(y - 4)\" width=\"8\" height=\"8\" fill=\"\(colour)\"/>"
    }

    private func legend(_ name: String, _ number: Int, _ colour: String) -> String {
        let x = Self.left + number * 270
        return mark(x + 6, Self.height + 13, number, colour)
            + "<text x=\"\(x + 18)\" y=\"\(Self.height + 18)\">\(Markup.escape(name))</text>"
    }

    private var months: String {
        let points = lines.first?.points ?? []
        let step = points.count > 8 ? 2 : 1
        return points.enumerated().filter { $0.offset % step == 0 }.map { place, point in
            "<text x=\"\(x(place, of: points.count))\" y=\"\(Self.height - 8)\" text-anchor=\"middle\">"
                + "\(point.month.words.prefix(3)) \(point.month.year % 100)</text>"
        }.joined()
    }
}
