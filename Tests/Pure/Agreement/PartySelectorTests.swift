import AgreementEngine
import Testing

/// Whom a rule's `to` means.
@Suite("Party selectors") struct PartySelectorTests {
    @Test(
        "a pattern means what it shows",
        arguments: [
            (#""*""#, true, true), (#""police""#, true, false), (#""police/*""#, true, false),
            (#""police/npt""#, true, false),
            (#""police/iom-hub""#, false, false), (#""kind:police""#, true, false),
            (#""kind:police/npt""#, true, false),
            (#""kind:police/iom-hub""#, false, false), (#""kind:probation", "police/iom-hub""#, false, true),
            (#""probation/case-manager""#, false, true), (#""kind:probation/case-manager""#, false, true),
        ])
    func patterns(to: String, isTeamMeant: Bool, isProbationMeant: Bool) throws {
        let point = try AgreementSample(rules: [AgreementSample.permit(to: to)]).decisionPoint
        let toProbation = DisclosureSample.request(.selection, DisclosureSample.fields("rag.colour")) {
            ($0.recipient.party, $0.recipient.role) = ("probation", "case-manager")
        }
        #expect((point.decide(DisclosureSample.request()).outcome == .release) == isTeamMeant)
        #expect((point.decide(toProbation).outcome == .release) == isProbationMeant)
    }
}
