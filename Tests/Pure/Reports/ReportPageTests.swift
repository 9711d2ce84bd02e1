import CanonicalModel
import Formats
import Testing

@testable import SchemeEngine

/// What people and programs get to see of a report.
@Suite("The report as a page, data and a pack for scrutiny")
struct ReportPageTests {
    let report = MonthlyReport(
        SyntheticSample.input, month: SyntheticSample.area[0],
        settings: ReportSettings(scheme: "<Nowhere> & \"Co\"", fixedOn: day("2026-04-01"), begins: day("2026-04-01")))

    @Test("The page works without script, and every drawing has a title, a description and a table beside it")
    func accessible() {
        let html = ReportPage(report, asKnownAt: "now").html
        let drawings = html.components(of: "<svg")
        #expect(drawings > 5)
        #expect(html.components(of: "role=\"img\"") == drawings)
        #expect(html.components(of: "<desc id=") == drawings)
        #expect(html.components(of: "<table>") >= drawings)
        #expect(html.components(of: "<script") == 0)
        #expect(html.components(of: "lang=\"en-GB\"") == 1)
    }

    @Test("AUD-06 Every figure stands beside its definition, its id and the paragraph that asks for it")
    func definitions() {
        let html = ReportPage(report, asKnownAt: "now").html
        for metric in Metric.allCases {
            #expect(html.components(of: Markup.escape(metric.entry.definition)) >= 1, "\(metric)")
            #expect(html.components(of: "[" + metric.rawValue + ";") == 1, "\(metric)")
        }
    }

    @Test("A scheme's name cannot become markup")
    func escaped() {
        let html = ReportPage(report, asKnownAt: "<b>now").html + ScrutinyPack(report, asKnownAt: "<b>now").html
        #expect(html.components(of: "<Nowhere>") == 0)
        #expect(html.components(of: "<b>") == 0)
    }

    @Test("The same page names no id twice")
    func ids() {
        let html = ReportPage(report, asKnownAt: "now").html
        let ids = html.split(separator: " ").filter { $0.hasPrefix("id=\"") }.compactMap {
            $0.split(separator: "\"").dropFirst().first
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test("AUD-03 Neither page nor data nor pack holds a hidden number; --exact does")
    func hidden() throws {
        let left = report.total(.left)
        try #require(left.numerator == 3)
        let data = ReportData(report, asKnownAt: "now")
        let row = data.csv.split(separator: "\r\n").first { $0.contains("throughput.left,Left,,") }
        #expect(row?.contains(",hidden,,,") == true)
        let exact = ReportData(report, isExact: true, asKnownAt: "now").csv.split(separator: "\r\n")
        #expect(exact.contains { $0.contains("throughput.left,Left,,dynamic,3,3,,") })
        #expect(ScrutinyPack(report, asKnownAt: "now").html.components(of: "3 people left") == 0)
    }

    @Test("AUD-04 The pack for scrutiny has sentences and no jargon")
    func plainEnglish() {
        let text = ScrutinyPack(report, asKnownAt: "now").questions.flatMap(\.answers).joined(separator: " ")
        for word in ["PPO", "RAG", "cohort", "statutory", "nominal", "NPT", "de-select", "HCCO", "MAPPA"] {
            #expect(text.components(of: word) == 0, "\(word)")
        }
        for sentence in text.split(separator: ".") {
            #expect(sentence.split(separator: " ").count <= 40, "\(sentence)")
        }
    }

    @Test("The data is a table of one width and one object, with the same figures")
    func data() {
        let data = ReportData(report, asKnownAt: "now")
        let figures = data.json.object?["figures"]?.array ?? []
        #expect(figures.count == report.figures.count)
        #expect(data.csv.split(separator: "\r\n").count == report.figures.count + 1)
    }

    @Test("No cell of the table can become a formula in a spreadsheet")
    func formulas() {
        var input = SyntheticSample.input
        for place in input.people.indices { input.people[place].spells[0].ground = "=HYPERLINK(1)" }
        let month = SyntheticSample.area[0]
        let settings = ReportSettings(scheme: "+1", fixedOn: day("2026-04-01"), begins: day("2026-04-01"))
        let csv = ReportData(MonthlyReport(input, month: month, settings: settings), isExact: true, asKnownAt: "now")
            .csv
        #expect(csv.components(of: ",=") == 0)
        #expect(csv.components(of: "\n+1") == 0)
    }
}

extension String {
    /// How often a text stands in it.
    func components(of part: String) -> Int { ranges(of: part).count }
}
