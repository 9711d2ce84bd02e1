import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Foundation
import Routing
import SchemeEngine

/// Reports of a scheme.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What a scheme did: the monthly performance report.",
        subcommands: [MonthlyReportCommand.self, MetricsCommand.self])
}

/// One month's report.
struct MonthlyReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monthly",
        abstract: "Write a month's report (page, CSV, JSON) and the pack for scrutiny.",
        discussion: """
            Counts what the record holds now; it may be asked beside a running broker. Small numbers are hidden, and what would
            give them away; --exact prints them in the report, for the hub alone, and never in the pack for scrutiny.
            """)

    @OptionGroup var options: PartnershipOptions
    @Option(help: "The heading; the scheme's own name unless given, or the hub's where no scheme is chosen.")
    var heading: String?
    @Option(help: "The month, YYYY-MM.") var month: String
    @Option(help: "The folder to write.") var out: String
    @Option(help: "The day whose cohort is followed unchanged, YYYY-MM-DD; the first day of the records unless given.")
    var fixedOn: String?
    @Option(
        help: "The first day that the records are complete from, YYYY-MM-DD; twelve months before the end unless given."
    )
    var begins: String?
    @Option(help: "Officers who work with the cohort and nothing else.") var officers: Int?
    @Flag(help: "Print small numbers too: for the hub alone.") var exact = false

    func run() async throws {
        guard let month = ReportMonth(month) else { throw ValidationError("--month wants a month such as 2026-04.") }
        let first = try begins.map { try Self.day($0, "--begins") } ?? month.adding(-11).first
        let (partnership, now) = (try options.partnershipInForce(), Present.clock())
        guard month.start < now else { throw ValidationError("--month \(month) has not begun.") }
        let settings = ReportSettings(
            scheme: heading ?? partnership.scheme?.pack.name ?? partnership.directory.hub.owner.name,
            fixedOn: try fixedOn.map { try Self.day($0, "--fixed-on") } ?? first, begins: first,
            officers: officers)
        let input = try options.ask { try ReportBuilder(partnership, now: now).input($0) }
        let reports = months(ReportMonth(of: first), month).map { MonthlyReport(input, month: $0, settings: settings) }
        guard let report = reports.last else { throw ValidationError("--begins lies after the month.") }
        try ReportFiles(report, earlier: reports.dropLast(), asKnownAt: now, isExact: exact).write(to: out)
        print("\(out)/\(month).html, .csv, .json and \(month)-scrutiny.html")
    }

    private func months(_ first: ReportMonth, _ last: ReportMonth) -> [ReportMonth] {
        var months = [ReportMonth]()
        var month = first
        while month <= last {
            months.append(month)
            month = month.adding(1)
        }
        return months
    }

    private static func day(_ text: String, _ option: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else { throw ValidationError("\(option) wants a day such as 2026-04-01.") }
        return day
    }
}

/// The dictionary.
struct MetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Print the metric dictionary, Contracts/schemes/metrics.md.")

    func run() { print(Metric.document, terminator: "") }
}
