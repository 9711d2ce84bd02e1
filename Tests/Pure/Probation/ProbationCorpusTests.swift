import CanonicalModel
import Foundation
import Formats
import ProbationTranslation
import TestSupport
import Testing

/// The real payloads of the shared corpus, which is not in this repository: the tests say so when they skip.
@Suite struct ProbationCorpusTests {
    static let folder = RepositoryRoot.path + "/../shared/corpus/probation"
    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

    /// What the note in PROVENANCE.tsv calls for, a line a file: a type, or a rule.
    static let expected: [(file: String, types: [MessageType], rules: [String])] = [
        ("pis__assessment-summary-and-delius__A000024-risk-change-no-rosh.json", [.riskAssessed], []),
        (
            "pis__assessment-summary-and-delius__assessment-summary-produced.json", [],
            ["probation.must-be-fetched", "event.envelope-disagrees"]
        ),
        ("pis__domain-events-and-delius__probation-case.engagement.created.json", [.supervisionStarted], []),
        ("pis__domain-events-and-delius__registration-added-attributes.json", [], ["event.attributes-only"]),
        ("pis__domain-events-and-delius__registration-added.json", [.registrationAdded], []),
        ("pis__make-recall-decisions-and-delius__management-oversight-recall.json", [.licenceRecalled], []),
        (
            "pis__make-recall-decisions-and-delius__recommendation-started.json", [], ["probation.recall-not-decided"]
        ),
        ("pis__risk-assessment-scores-to-delius__no-event-number.json", [], ["json.syntax"]),
        ("pis__risk-assessment-scores-to-delius__ogrs-scores-determined-null-event.json", [.riskAssessed], []),
        (
            "pis__risk-assessment-scores-to-delius__rsr-scores-determined.json", [.riskAssessed],
            ["event.envelope-disagrees"]
        ),
        ("pis__tier-to-delius__tier-calculation.json", [], ["probation.must-be-fetched"]),
    ]

    @Test(
        "every probation file of the corpus has the outcome its note calls for",
        .enabled(if: isPresent, "SKIPPED: no corpus"))
    func outcomes() throws {
        var counts: [String: Int] = [:]
        for (file, types, rules) in Self.expected {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + file)))
            let translation = ProbationTranslator().translate(PrisonFixture.item(bytes, name: file))
            #expect(translation.types == types, "\(file)")
            #expect(translation.rules == rules, "\(file)")
            let what = translation.messages.first?.fact.type.rawValue ?? translation.problems.first?.rule ?? ""
            counts["\(translation.outcome.rawValue) \(what)", default: 0] += 1
        }
        for (what, count) in counts.sorted(by: { $0.key < $1.key }) { print("probation corpus: \(count) \(what)") }
    }

    @Test("the table knows every probation file of the corpus", .enabled(if: isPresent, "SKIPPED: no corpus"))
    func tableIsWhole() throws {
        let present = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(present) == Set(Self.expected.map(\.file)))
    }
}
