import AgreementEngine
import ArgumentParser
import BrokerRuntime
import CanonicalModel
import Formats
import Foundation

/// Loads the cohort a partnership already has: spells that count as told (DESIGN decision 3).
struct ImportCohortCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-cohort",
        abstract: "Load an existing cohort from JSON lines; each entry opens a spell that counts as told to the teams it names.",
        discussion: """
            One JSON object a line: {"pnc"|"noms"|"cro"|"crn": …, "given": […], "family": …, "born": "YYYY-MM-DD",
            "address": …, "postcode": …, "cohort": "iom", "since": RFC 3339, "rag": …, "statutory": true, "toldTo": [RECIPIENT…]}
            """)

    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The file.") var file: String
    @Option(help: "The named person who supplies the list.") var by: String
    @Flag(help: "Only say what would be loaded.") var preview = false

    func run() async throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let directory = try options.partnership().directory
        let known = Set(directory.recipients.map(\.id))
        var entries = [(SelectionDecision, Timestamp)]()
        var problems = [FormatError]()
        for (index, line) in text.split(separator: "\n").enumerated() {
            do throws(FormatError) {
                entries.append(try Self.read(String(line), path: "line \(index + 1)", by: by, recipients: known))
            } catch {
                problems.append(error)
            }
        }
        for problem in problems { print("\(problem.path): \(problem.message) \(problem.remedy) [\(problem.rule)]") }
        print("\(entries.count) to load, \(problems.count) refused")
        guard problems.isEmpty else { throw ExitCode(1) }
        if preview { return }
        let loaded = entries
        let ids = try await HubConnection(options).with { publish in
            var ids = [String]()
            for (decision, since) in loaded { ids.append(try await publish(.selection(decision), since)) }
            return ids
        }
        for id in ids { print(id) }
    }

    static func read(
        _ line: String, path: String, by: String, recipients: Set<String>
    ) throws(FormatError) -> (SelectionDecision, Timestamp) {
        var reader = try ObjectReader(try StrictJSON.parse(Array(line.utf8)), path: path)
        let since = try reader.timestamp("since")
        var identifiers = [PersonIdentifier]()
        for kind in PersonIdentifier.Kind.allCases {
            guard let text = try reader.optionalString(kind.rawValue) else { continue }
            identifiers.append(PersonIdentifier(kind, text, writtenIn: since.date.year))
        }
        guard identifiers.contains(where: \.isVerified) else {
            throw FormatError(
                path: path, rule: "import.identifier", message: "The entry has no valid identifier.",
                remedy: "Give a PNC, CRO, prison or case number that passes its check letter.")
        }
        let told = try reader.strings("toldTo")
        if let unknown = told.first(where: { !recipients.contains($0) }) {
            throw FormatError(
                path: path + "/toldTo", rule: "import.recipient", message: "\(unknown) is not in the directory.",
                remedy: "Use a recipient's id from the directory.")
        }
        let given = try reader.strings("given")
        let family = try reader.optionalString("family")
        let lines = try reader.optionalString("address").map { [$0] } ?? []
        let postcode = try reader.optionalString("postcode")
        let person = Person(
            identifiers: identifiers, name: family.map { Person.Name(given: given, family: $0) },
            dateOfBirth: try reader.optionalDate("born"),
            address: lines.isEmpty && postcode == nil ? nil : Person.Address(lines: lines, postcode: postcode))
        let decision = SelectionDecision(
            person: person, cohort: try reader.string("cohort"), isStatutory: try reader.optionalBool("statutory"),
            rag: try reader.optionalWord("rag"), meeting: "import of the existing cohort", decidedBy: by, alreadyTold: told)
        try reader.finish()
        return (decision, since)
    }
}
