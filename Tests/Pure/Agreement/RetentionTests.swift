import AgreementEngine
import Formats
import Foundation
import TestSupport
import Testing

/// How long the broker keeps what it holds is read strictly, said in English, and compared.
@Suite("Retention of an agreement") struct RetentionTests {
    private static let block = """

        retention:
          person-days: 700
          notice-days: 365
          request-days: 400
          held-days: 28
          source: "a test"

        """

    private func leeds(_ retention: String) throws -> String {
        let text = try String(contentsOfFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml", encoding: .utf8)
        let start = try #require(text.range(of: "\nretention:"))
        let end = try #require(text.range(of: "\ndocuments:"))
        return text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: retention)
    }

    @Test("every shipped agreement says how long, and from what law") func shipped() throws {
        for name in [
            "leeds", "cleveland", "bristol", "lancashire", "nottinghamshire", "west-midlands", "devon-cornwall-dorset",
        ] {
            let agreement = try Agreement(
                yaml: String(
                    contentsOfFile: RepositoryRoot.path + "/Contracts/agreements/\(name).yaml", encoding: .utf8))
            let retention = try #require(agreement.retention, "\(name)")
            let longest = agreement.permits.compactMap(\.obligations.retainDays).max() ?? 0
            #expect(
                retention.noticeDays == longest,
                "\(name) erases notices that a recipient may still hold, or keeps them longer")
            #expect(retention.source.contains("s.39"))
        }
    }

    @Test("the English says every number, and that nothing is erased where the agreement is silent") func english()
        throws
    {
        let lines = try AgreementRendering(Agreement(yaml: leeds(Self.block))).preamble.joined(separator: "\n")
        for part in ["365 days", "400 days", "700 days", "28 days", "key is destroyed"] {
            #expect(lines.contains(part))
        }
        let silent = try Agreement(yaml: leeds("\n"))
        #expect(silent.retention == nil)
        #expect(AgreementRendering(silent).preamble.joined().contains("nothing is erased until somebody orders it"))
    }

    @Test(
        "what would outlive the key that seals it, a missing number and a word nobody knows are refused where they stand"
    )
    func strict() throws {
        for (old, new, rule) in [
            ("notice-days: 365", "notice-days: 701", "agreement.outlives-the-person"),
            ("request-days: 400", "request-days: 701", "agreement.outlives-the-person"),
            ("  held-days: 28\n", "", "policy.missing-key"), ("held-days", "held-weeks", "policy.missing-key"),
            ("source: \"a test\"", "source: \"a test\"\n  for-ever: true", "policy.unknown-key"),
            ("person-days: 700", "person-days: \"700\"", "policy.kind"),
        ] {
            let error = #expect(throws: FormatError.self) {
                try Agreement(yaml: leeds(Self.block.replacingOccurrences(of: old, with: new)))
            }
            #expect(error?.rule == rule, "\(new)")
            #expect(error?.path.hasPrefix("line ") == true)
        }
    }

    @Test("a comparison names each number that changed") func difference() throws {
        let before = try Agreement(yaml: leeds(Self.block))
        let after = try Agreement(yaml: leeds(Self.block.replacingOccurrences(of: "700", with: "800")))
        let said = AgreementDifference(from: before, to: after).report(limit: 10).joined(separator: "\n")
        #expect(said.contains("people are kept: 700 days becomes 800 days."))
        #expect(!said.contains("bodies of notices are kept"))
    }
}
