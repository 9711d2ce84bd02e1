import CanonicalModel
@testable import SchemeEngine
import Testing

/// What stands of a matter that was dropped and taken up again.
@Suite("A matter that was dropped") struct ReopenedMatterTests {
    private let start = Timestamp("2026-03-02T09:00:00Z") ?? Timestamp(microseconds: 0)

    private func standing(_ said: [(CaseEvent.Kind, String?)]) -> [String] {
        standing(said.map { ($0.0, $0.1, nil) })
    }

    private func standing(_ said: [(CaseEvent.Kind, String?, String?)]) -> [String] {
        CaseView(file(said), at: start.adding(seconds: 100 * 86_400)).standing.map(\.id)
    }

    private func file(_ said: [(CaseEvent.Kind, String?, String?)]) -> CaseFile {
        var file = CaseFile()
        file.events = said.enumerated().map { index, word in
            var detail = CaseEvent.Detail()
            (detail.reference, detail.outcome, detail.offence) = ("ASN", word.1, word.2)
            let at = start.adding(seconds: Int64(index) * 86_400)
            return CaseEvent(id: "e\(index)", kind: word.0, occurred: at, recorded: at, detail: detail)
        }
        return file
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

    @Test("What one offence of an arrest came to says nothing of the others")
    func oneOfSeveral() {
        let arrest: [(CaseEvent.Kind, String?, String?)] = [
            (.arrest, nil, "burglary-dwelling"), (.arrest, nil, "theft"),
        ]
        #expect(standing(arrest + [(.disposal, "no-further-action", "theft")]) == ["e0"])
        #expect(standing(arrest + [(.courtResult, "acquitted", "burglary-dwelling")]) == ["e1"])
        #expect(standing(arrest + [(.disposal, "no-further-action", nil)]).isEmpty)
        #expect(
            standing(arrest + [(.courtResult, "convicted", "theft"), (.courtResult, "discontinued", "burglary-dwelling")])
                == ["e1", "e2"])
    }

    @Test("An arrest that led to an alternative stands, until that falls too")
    func alternative() {
        let said: [(CaseEvent.Kind, String?, String?)] = [
            (.arrest, nil, "burglary-dwelling"), (.charge, nil, "burglary-dwelling"), (.charge, nil, "handling"),
            (.courtResult, "acquitted", "burglary-dwelling"),
        ]
        #expect(standing(said) == ["e0", "e2"])
        #expect(standing(said + [(.courtResult, "acquitted", "handling")]).isEmpty)
    }

    @Test("A charge for one offence reopens a matter that was dropped as a whole, for as long as that charge stands")
    func suspended() {
        let said: [(CaseEvent.Kind, String?, String?)] = [
            (.arrest, nil, "burglary-dwelling"), (.disposal, "no-further-action", nil), (.charge, nil, "theft"),
        ]
        #expect(standing(said).contains("e0"))
        #expect(standing(said + [(.courtResult, "acquitted", "theft")]).isEmpty)
    }

    @Test("Colours, grounds and strands hear of a reopened matter as scores do", arguments: [false, true])
    func oneWord(_ isReopened: Bool) throws {
        var said: [(CaseEvent.Kind, String?, String?)] = [(.arrest, nil, "theft"), (.disposal, "no-further-action", nil)]
        if isReopened { said.append((.courtResult, "convicted", nil)) }
        var file = file(said)
        let selected = start.adding(seconds: -365 * 86_400)
        file.stays = [CohortStay(id: "s1", cohort: "ppo", from: selected)]
        let now = start.adding(seconds: 5 * 86_400)
        let assessment = SchemeEvaluator(try SchemeFolder.pack("cleveland-hartlepool.yaml")).assess(file, now: now)
        #expect(assessment.grounds.contains { $0.code == "six-months-clear" } == !isReopened)
        #expect((assessment.colour?.shown == .red) == isReopened)
        let view = CaseView(file, at: now)
        #expect(view.standing.contains { $0.kind == .arrest } == isReopened)
    }

    @Test("Dropped again after it was reopened, it is cleared")
    func droppedAgain() {
        let said: [(CaseEvent.Kind, String?)] = [
            (.arrest, nil), (.disposal, "no-further-action"), (.charge, nil), (.courtResult, "acquitted"),
        ]
        #expect(standing(said).isEmpty)
    }
}
