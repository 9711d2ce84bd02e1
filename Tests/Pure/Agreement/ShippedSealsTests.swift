import AgreementEngine
import CanonicalModel
import Testing

/// The agreements that we ship are as somebody has read them.
@Suite("Shipped agreements are sealed") struct ShippedSealsTests {
    @Test("there are agreements to look at") func some() { #expect(PolicyFolder.agreements().contains("leeds.yaml")) }

    @Test("every rule of every shipped agreement is sealed as it stands", arguments: PolicyFolder.agreements())
    func sealed(file: String) throws {
        let agreement = try Agreement(yaml: PolicyFile.bytes("\(PolicyFolder.path)/\(file)"))
        let seals = try AgreementSeals(yaml: PolicyFile.bytes("\(PolicyFolder.path)/seals/\(file)"))
        let findings = seals.findings(for: AgreementRendering(agreement))
        #expect(findings.isEmpty, "Read them, then: throughgate agreement seal \(PolicyFolder.path)/\(file) --write")
    }

    @Test("the agreement that the broker starts with wants for signatures alone") func leeds() throws {
        let decision = AgreementActivation.decide(
            current: nil, candidate: try LeedsPolicy.agreement(),
            seals: try AgreementSeals(yaml: PolicyFile.bytes("Contracts/agreements/seals/leeds.yaml")), signatures: nil,
            keyring: Keyring([]), capabilities: .all, now: DisclosureSample.today)
        #expect(decision.refusals.map(\.code) == [.signaturesMissing])
    }
}
