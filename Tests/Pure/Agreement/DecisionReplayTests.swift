@testable import AgreementEngine
import CanonicalModel
import Formats
import TestSupport
import Testing

/// A decision is written so that it can be decided again (DESIGN decision 7).
@Suite("Stored decisions") struct DecisionReplayTests {
    @Test("a request that was stored is decided the same, to the byte", arguments: [11, 12, 13] as [UInt64])
    func replay(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let agreement = try Agreement(yaml: RandomAgreement(&random).yaml)
        let point = PolicyDecisionPoint(agreement)
        var requests = RandomRequest(random)
        for _ in 0..<300 {
            let request = requests.next()
            let stored = request.canonicalBytes
            let again = try DisclosureRequest(canonicalBytes: stored)
            #expect(again.canonicalBytes == stored, "seed \(seed)")
            let (first, second) = (point.decide(request), point.decide(again))
            #expect(first.canonicalBytes == second.canonicalBytes, "seed \(seed)")
            #expect(first.digest == second.digest)
            // Written in RFC 8785's order without sorting: nothing may have slipped out of it.
            #expect(request.json.canonicalBytes() == stored && first.json.canonicalBytes() == first.canonicalBytes)
        }
    }

    @Test("decisions that differ in anything have other bytes")
    func differing() throws {
        let point = try AgreementSample(
            rules: [AgreementSample.permit("R1", then: "{ retain-days: 3 }")]
        ).decisionPoint
        let other = try AgreementSample(
            rules: [AgreementSample.permit("R1", then: "{ retain-days: 2 }")]
        ).decisionPoint
        #expect(point.decide(DisclosureSample.request()).digest != other.decide(DisclosureSample.request()).digest)
    }

    @Test("a stored request that was changed is refused at the member that was changed")
    func changed() throws {
        guard case .object(var stored) = DisclosureSample.request().json else {
            Issue.record("a request is an object")
            return
        }
        stored["message"] = "selected"
        let error = #expect(throws: FormatError.self) { try DisclosureRequest(json: .object(stored)) }
        #expect(error?.path == "/message")
        #expect(error?.rule == "decision.stored-request")
    }

    @Test("no value of a field is in what is stored: a request has none")
    func bare() {
        let text = String(decoding: DisclosureSample.request().canonicalBytes, as: UTF8.self)
        #expect(text.contains(#"{"category":"rag.colour","name":"rag.colour","sources":["hub"]}"#))
    }
}
