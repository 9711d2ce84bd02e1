/// The monthly report as a page: every plot beside its table, every figure beside its definition.
public struct ReportPage: Sendable {
    private let published: PublishedReport
    private let earlier: [PublishedReport]
    private let asKnownAt: String

    /// A page.
    ///
    /// - Parameters:
    ///   - report: the month.
    ///   - earlier: the months before it, oldest first, for the trends.
    ///   - isExact: whether small numbers are printed.
    ///   - asKnownAt: when the record was read; a late fact changes a month's figures.
    public init(_ report: MonthlyReport, earlier: [MonthlyReport] = [], isExact: Bool = false, asKnownAt: String) {
        published = PublishedReport(report, isExact: isExact)
        self.earlier = earlier.map { PublishedReport($0, isExact: isExact) }
        self.asKnownAt = asKnownAt
    }

    private var report: MonthlyReport { published.report }

    /// The page.
    public var html: String {
        Markup.page(
            title: "\(report.settings.scheme): \(report.words)",
            body: """
                <header>
                <h1>\(Markup.escape(report.settings.scheme)), \(report.words)</h1>
                <p class="lead">Monthly performance of the integrated offender management scheme.</p>
                <p class="quiet">As known at \(Markup.escape(asKnownAt)). \(Markup.escape(warning))</p>\(soFar)
                <nav aria-label="Chapters"><ul>\(contents)</ul></nav>
                </header>
                <main>
                \(tiles)
                \(twoWays)
                \(Metric.Chapter.allCases.map(chapter).joined(separator: "\n"))
                </main>
                <footer><p>\(Markup.escape(Self.notes))</p></footer>
                """)
    }

    private var soFar: String {
        guard report.isSoFar else { return "" }
        return """
            <p>The month is not over. It is counted to \(Markup.escape(report.closes.reportWords)); what is counted when a month ends is \
            counted then, and arrests and court outcomes to the end of the last whole day. Keep it in the hub: two such pages a day \
            apart show what one day changed.</p>
            """
    }

    private var warning: String {
        published.isExact
            ? "With small numbers: for the hub alone."
            : "Numbers under \(SmallNumbers.threshold), and what would give them away, are hidden."
    }

    private static let notes = """
        Definitions are those of the partnership's metric dictionary (Contracts/schemes/metrics.md). A month's figures change when \
        facts about it arrive late; print the time above with them. Months that differ by one person can give that person away: \
        compare them inside the partnership only.
        """

    private var contents: String {
        let links = ["two-ways": "Two ways to count"].map { "<li><a href=\"#\($0.key)\">\($0.value)</a></li>" }
        return (links + Metric.Chapter.allCases.map { "<li><a href=\"#\($0.anchor)\">\($0.rawValue)</a></li>" })
            .joined()
    }

    // MARK: The most important first

    private var tiles: String {
        let chosen: [Metric] = [.cohortAtEnd, .joined, .left, .acknowledgedByTeam, .appointmentsKept, .enforcement]
        let items = chosen.map { metric in
            "<li><strong>\(Markup.escape(published.words(metric)))</strong>\(Markup.escape(metric.tileTitle))</li>"
        }
        return "<h2 class=\"first\">At a glance</h2><ul class=\"tiles\">\(items.joined())</ul>"
    }

    /// Performance of the static cohort alone hides who joined and left; both stand side by side (CLV 7.19).
    private var twoWays: String {
        let pairs: [(String, Metric, Metric)] = [
            ("People", .cohortAtEnd, .fixedCohort), ("Appointments kept", .appointmentsKept, .appointmentsKeptFixed),
            ("Arrests for each 1,000 person-days", .arrestRate, .arrestRateFixed),
            ("Court outcomes for each 1,000 person-days", .outcomeRate, .outcomeRateFixed),
        ]
        let rows = pairs.map { [$0.0, published.words($0.1), published.words($0.2)] }
        let head = [
            "Figure", "People while on the scheme (dynamic)", "Cohort of \(report.settings.fixedOn.words) (fixed)",
        ]
        return """
            <h2 id="two-ways">Two ways to count</h2>
            <p>The first column follows whoever is on the scheme each day. The second follows the people of one day, whatever becomes of \
            them. Neither is the truth alone.</p>
            <div class="pair">
            <figure>\(trend(.arrestRate, .arrestRateFixed, "Arrests for each 1,000 person-days, by month").svg(id: "trend-arrests"))</figure>
            <div>\(Markup.table(caption: report.words, head: head, rows: rows, isHidden: Self.isHidden))
            \(trendTable(.arrestRate, .arrestRateFixed))</div>
            </div>
            """
    }

    private func trend(_ first: Metric, _ second: Metric, _ title: String) -> TrendPlot {
        TrendPlot(
            title: title,
            lines: [(first, "while on the scheme"), (second, "fixed cohort")].map { metric, name in
                TrendPlot.Line(
                    name: name,
                    points: (earlier + [published]).map { month in
                        let figure = month.report.total(metric)
                        return (month.report.month, month.isTold(figure) ? figure.height : nil, month.words(figure))
                    })
            })
    }

    private func trendTable(_ first: Metric, _ second: Metric) -> String {
        guard !earlier.isEmpty else { return "" }
        let rows = (earlier + [published]).map { [$0.report.words, $0.words(first), $0.words(second)] }
        return Markup.table(
            caption: first.entry.title + " by month", head: ["Month", "Dynamic", "Fixed"], rows: rows,
            isHidden: Self.isHidden)
    }

    // MARK: Chapters

    private func chapter(_ chapter: Metric.Chapter) -> String {
        let metrics = Metric.allCases.filter { $0.chapter == chapter }
        let plain = metrics.filter { report.rows($0).isEmpty }
        let split = metrics.filter { !report.rows($0).isEmpty }
        return "<h2 id=\"\(chapter.anchor)\">\(chapter.rawValue)</h2>" + split.map(section).joined(separator: "\n")
            + table(plain)
    }

    private func table(_ metrics: [Metric]) -> String {
        if metrics.isEmpty { return "" }
        let rows = metrics.map { metric in
            [
                metric.entry.title, published.fullWords(report.total(metric)), before(metric),
                metric.definitionWithSource,
            ]
        }
        let table = Markup.table(
            caption: "Single figures", head: ["Figure", report.words, "Month before", "What is counted"],
            rows: rows,
            isHidden: Self.isHidden)
        return "<div class=\"figures\">\(table)</div>"
    }

    private func before(_ metric: Metric) -> String { earlier.last?.words(metric) ?? "–" }

    private func section(_ metric: Metric) -> String {
        let rows = published.rows(metric)
        let cells =
            rows.map { [report.names.name($0), published.fullWords($0)] } + [
                ["All", published.fullWords(report.total(metric))]
            ]
        let id = metric.rawValue.split(separator: ".").joined(separator: "-")
        return """
            <section aria-labelledby="\(id)">
            <h3 id="\(id)">\(Markup.escape(metric.entry.title))</h3>
            <p class="definition">\(Markup.escape(metric.definitionWithSource))</p>
            <div class="pair">
            \(plot(of: metric, rows, id: "plot-" + id))
            \(Markup.table(caption: metric.entry.title, head: [metric.entry.rows ?? "", report.words], rows: cells, isHidden: Self.isHidden))
            </div>
            </section>
            """
    }

    /// Bars; or why there are none, where every one of them would be of too few people.
    private func plot(of metric: Metric, _ rows: [Figure], id: String) -> String {
        guard rows.contains(where: published.isTold) else {
            return "<p class=\"quiet\">Too few people stand behind each row for it to be drawn or printed.</p>"
        }
        let bars = BarPlot(
            title: "\(metric.entry.title), \(report.words)",
            rows: rows.map {
                (report.names.name($0), published.words($0), published.isTold($0) ? $0.height : nil)
            })
        return "<figure>\(bars.svg(id: id))</figure>"
    }

    private static func isHidden(_ cell: String) -> Bool { cell == PublishedReport.hidden }
}

extension Metric {
    /// The definition with its id and the paragraph that asks for it.
    fileprivate var definitionWithSource: String { "\(entry.definition) [\(rawValue); \(entry.source)]" }

    fileprivate var tileTitle: String {
        switch self {
        case .cohortAtEnd: "people at the end of the month"
        case .joined: "joined"
        case .left: "left"
        case .acknowledgedByTeam: "notices acknowledged in time"
        case .appointmentsKept: "required appointments kept"
        default: "breaches and recalls"
        }
    }
}

extension Metric.Chapter {
    fileprivate var anchor: String { rawValue.lowercased().split(separator: " ").joined(separator: "-") }
}
