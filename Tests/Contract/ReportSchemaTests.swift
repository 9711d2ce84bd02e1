import CanonicalModel
import Formats
import Foundation
import SchemeEngine
import Testing

/// What other programs read of a month, held against its schema by a reader that is not ours.
@Suite("The report's JSON")
struct ReportSchemaTests {
    @Test(
        "Every form of the report is what its schema says: nothing known, small numbers hidden, small numbers printed",
        .needsPython)
    func valid() throws {
        let lines = [Self.report(), Self.report(people: 3), Self.report(people: 3, isExact: true)].map { $0.encoded() }
        let answer = try IndependentValidator.run("reports", lines)
        #expect(answer.status == 0, "\(answer.complaints)")
    }

    @Test("The schema refuses a figure that the dictionary does not have, and a report without its form", .needsPython)
    func invalid() throws {
        var unknown = try #require(Self.report().object)
        unknown["figures"] = .array([.object(["metric": .string("cohort.secret")])])
        var formless = try #require(Self.report().object)
        formless["format"] = nil
        for object in [unknown, formless] {
            #expect(try IndependentValidator.run("reports", [JSONValue.object(object).encoded()]).status == 1)
        }
    }

    @Test("The schema names every figure of the dictionary and no other")
    func metrics() throws {
        let text = try Data(
            contentsOf: URL(fileURLWithPath: ContractFolder.path("Contracts/schemes/report.schema.json")))
        let schema = try StrictJSON.parse([UInt8](text))
        let figure = schema.object?["$defs"]?.object?["figure"]?.object?["properties"]?.object
        let named = figure?["metric"]?.object?["enum"]?.array?.compactMap(\.string)
        #expect(named == Metric.allCases.map(\.rawValue))
    }

    private static func report(people: Int = 0, isExact: Bool = false) -> JSONValue {
        let day = CalendarDate(daysSinceEpoch: 20_544)
        var person = ReportInput.Person()
        person.spells = [.init(cohort: "ppo", start: Timestamp(microseconds: 1_700_000_000_000_000), isStatutory: true)]
        person.arrests = [.init(at: LondonTime.utc(day, secondOfDay: 3_600))]
        var input = ReportInput(people: Array(repeating: person, count: people))
        input.hasScheme = people > 0
        let settings = ReportSettings(scheme: "Nowhere", fixedOn: day, begins: day, officers: 1)
        let report = MonthlyReport(input, month: ReportMonth(of: day), settings: settings)
        return ReportData(report, isExact: isExact, asKnownAt: "2026-05-01T00:00:00Z").json
    }
}
