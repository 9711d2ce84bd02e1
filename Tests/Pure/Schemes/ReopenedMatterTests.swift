import CanonicalModel
@testable import SchemeEngine
import Testing

/// What stands of a matter that was dropped and taken up again.
@Suite("A matter that was dropped") struct ReopenedMatterTests {
    private let start = Timestamp("2026-03-02T09:00:00Z") ?? Timestamp(microseconds: 0)

    private func standing(_ said: [(CaseEvent.Kind, String?)]) -> [String] {
        var file = CaseFile()
        file.events = said.enumerated().map { index, word in
            var detail = CaseEvent.Detail()
            (detail.reference, detail.outcome) = ("ASN", word.1)
            let at = start.adding(seconds: Int64(index) * 86_400)
            return CaseEvent(id: "e\(index)", kind: word.0, occurred: at, recorded: at, detail: detail)
        }
        return CaseView(file, at: start.adding(seconds: 100 * 86_400)).standing.map(\.id)
    }

    @Test(
        "No further action and an acquittal clear the arrest",
        arguments: ["no-further-action", "acquitted", "discontinued"])
    func cleared(_ outcome: String) {
        let kind: CaseEvent.Kind = outcome == "no-further-action" ? .disposal : .courtResult
        #expect(standing([(.arrest, nil), (.charge, nil), (kind, outcome)]).isEmpty)
    }

    @Test("A charge or a conviction after no further action counts, and so does its arrest")
    func reopened() {
        #expect(standing([(.arrest, nil), (.disposal, "no-further-action"), (.charge, nil)]).contains("e0"))
        #expect(
            standing([(.arrest, nil), (.disposal, "no-further-action"), (.courtResult, "convicted")]).contains("e2"))
    }

    @Test("Counts that fall away take no conviction on another with them; an acquittal on appeal does")
    func counts() {
        #expect(standing([(.arrest, nil), (.courtResult, "convicted"), (.courtResult, "discontinued")]).contains("e1"))
        #expect(standing([(.arrest, nil), (.courtResult, "convicted"), (.courtResult, "acquitted")]).isEmpty)
    }

    @Test("Dropped again after it was reopened, it is cleared")
    func droppedAgain() {
        let said: [(CaseEvent.Kind, String?)] = [
            (.arrest, nil), (.disposal, "no-further-action"), (.charge, nil), (.courtResult, "acquitted"),
        ]
        #expect(standing(said).isEmpty)
    }
}
