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
        abstract:
            "Load an existing cohort from JSON lines; each entry opens a spell that counts as told to the teams it names.",
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
        let (entries, problems) = Self.read(all: text, by: by, directory)
        if preview { for entry in entries { print(Self.line(entry, directory)) } }
        for problem in problems { print("\(problem.path): \(problem.message) \(problem.remedy) [\(problem.rule)]") }
        print("\(entries.count) to load, \(problems.count) refused")
        if preview { for line in Self.rosters(entries, directory) { print(line) } }
        guard problems.isEmpty else { throw ExitCode(1) }
        if preview { return }
        let ids = try await HubConnection(options).with { publish in
            var ids = [String]()
            for entry in entries { ids.append(try await publish(.selection(entry.decision), entry.since)) }
            return ids
        }
        for id in ids { print(id) }
    }

    /// One line of the file that can be loaded.
    struct Entry {
        /// The line's number.
        var line: Int
        /// What will be published.
        var decision: SelectionDecision
        /// Since when the person is on the cohort.
        var since: Timestamp
    }

    /// Reads every line; one that is wrong, or that repeats another, is refused and the others are read all the same.
    static func read(
        all text: String, by: String, _ directory: PartnershipDirectory
    ) -> (entries: [Entry], problems: [FormatError]) {
        let known = Set(directory.recipients.map(\.id))
        var (entries, problems) = ([Entry](), [FormatError]())
        var lines = [String: Int]()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            do throws(FormatError) {
                let (decision, since) = try read(String(line), path: "line \(index + 1)", by: by, recipients: known)
                try demandOnce(decision, index + 1, &lines)
                entries.append(Entry(line: index + 1, decision: decision, since: since))
            } catch {
                problems.append(error)
            }
        }
        return (entries, problems)
    }

    /// One person twice on one cohort would be one stay that began at two times.
    private static func demandOnce(
        _ decision: SelectionDecision, _ line: Int, _ lines: inout [String: Int]
    ) throws(FormatError) {
        for number in decision.person.identifiers where number.isVerified {
            let key = "\(decision.cohort) \(number.kind.rawValue) \(number.value)"
            guard let earlier = lines.updateValue(line, forKey: key), earlier != line else { continue }
            throw FormatError(
                path: "line \(line)", rule: "import.twice",
                message: "The entry is about the same person and cohort as line \(earlier).",
                remedy: "Keep the line with the right day and teams, and delete the other.")
        }
    }

    /// "line 3: Ruby OKAFOR, pnc 2012/0507731N: iom since 2026-03-12; counts as told: npt-inner-south".
    static func line(_ entry: Entry, _ directory: PartnershipDirectory) -> String {
        let person = entry.decision.person
        let numbers = person.identifiers.filter(\.isVerified).map { "\($0.kind.rawValue) \($0.value)" }
        let who = ([person.name.map { ($0.given + [$0.family]).joined(separator: " ") }].compactMap { $0 } + numbers)
            .joined(separator: ", ")
        let told = entry.decision.alreadyTold
        let teams = told.isEmpty ? "nobody counts as told" : "counts as told: \(told.joined(separator: ", "))"
        let area = uncovered(person, directory) ? "; no team covers the address" : ""
        return "line \(entry.line): \(who): \(entry.decision.cohort) since \(entry.since.date); \(teams)\(area)"
    }

    private static func uncovered(_ person: Person, _ directory: PartnershipDirectory) -> Bool {
        guard let postcode = person.address?.postcode else { return true }
        return !directory.recipients(covering: postcode).contains(where: \.isTeam)
    }

    /// What each recipient will be asked to confirm, once a scheme is chosen.
    static func rosters(_ entries: [Entry], _ directory: PartnershipDirectory) -> [String] {
        let counts = entries.flatMap(\.decision.alreadyTold).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { recipient, count in
            let isTeam = directory.recipient(recipient)?.isTeam ?? false
            return "\(recipient) counts as told of \(count)" + (isTeam ? "; the team is to confirm its roster" : "")
        }
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
        // What nobody was told of is an import too: no panel has to sit again for it.
        var imported: PanelRecord?
        if told.isEmpty {
            imported = PanelRecord()
            imported?.route = "import"
        }
        let decision = SelectionDecision(
            person: person, cohort: try reader.string("cohort", atMost: 24),
            isStatutory: try reader.optionalBool("statutory"), rag: try reader.optionalWord("rag"),
            meeting: "import of the existing cohort", decidedBy: by, alreadyTold: told, panel: imported)
        try reader.finish()
        return (decision, since)
    }
}
