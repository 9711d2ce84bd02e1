import CanonicalModel
import Formats
import Foundation
import SchemeEngine

/// A month's report as files: a page, a table, data, and the pack for scrutiny.
struct ReportFiles {
    private let report: MonthlyReport
    private let earlier: [MonthlyReport]
    private let asKnownAt: Timestamp
    private let isExact: Bool

    init(_ report: MonthlyReport, earlier: [MonthlyReport], asKnownAt: Timestamp, isExact: Bool) {
        self.report = report
        self.earlier = earlier.suffix(11)
        self.asKnownAt = asKnownAt
        self.isExact = isExact
    }

    /// Writes four files named after the month.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "\(folder)/\(report.month)"
        let page = ReportPage(report, earlier: earlier, isExact: isExact, asKnownAt: asKnownAt.reportWords)
        let data = ReportData(report, isExact: isExact, asKnownAt: asKnownAt.description)
        try page.html.write(toFile: name + ".html", atomically: true, encoding: .utf8)
        try data.csv.write(toFile: name + ".csv", atomically: true, encoding: .utf8)
        try Data(data.json.encoded() + [10]).write(to: URL(fileURLWithPath: name + ".json"))
        try ScrutinyPack(report, asKnownAt: asKnownAt.reportWords).html
            .write(toFile: name + "-scrutiny.html", atomically: true, encoding: .utf8)
    }
}
