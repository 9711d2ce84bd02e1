import AgreementEngine
import Testing

/// Agreements written to get past the proof: each hides a fault from one check.
@Suite("AgreementProof: what a hostile drafter tries")
struct ProofEvasionTests {
    private static let child = #"{ id: "G1", says: "A.", share: ["*"], when: { subject.age-band: "under-18" }"#
    private static let stops = #"message: ["deselection", "stop-visits", "recalled"]"#

    private func failures(_ check: ProofCheck, _ change: (inout ProofSample) -> Void) throws -> [ProofFinding] {
        var sample = ProofSample()
        change(&sample)
        return AgreementProof(of: try sample.load()).failures(of: check)
    }

    // MARK: A councillor's role

    private static func councillor(spared: Bool) -> ProofSample {
        var sample = ProofSample()
        sample.rules = [ProofSample.permit(to: "kind:ward-councillor", share: ["plan.contact"], purpose: "resettle")]
        sample.guardrails = [child + (spared ? #", unless: { recipient.role: "case-manager" } }"# : " }")]
        return sample
    }

    @Test("An exception for a role that a councillor may take is found, with a case in which the engine shows it")
    func councillorsRole() throws {
        let agreement = try Self.councillor(spared: true).load()
        let found = try #require(AgreementProof(of: agreement).failures(of: .children).first)
        #expect(found.says.contains("councillor/case-manager"))
        let witness = try #require(found.witness)
        #expect(PolicyDecisionPoint(agreement).decide(witness.request).outcome == .release)
        #expect(AgreementProof(of: try Self.councillor(spared: false).load()).failures(of: .children).isEmpty)
    }

    @Test("AgreementDifference: the same exception in a new version makes it wider, whichever version names the role")
    func councillorsRoleInDifference() throws {
        let (old, new) = (try Self.councillor(spared: false).load(), try Self.councillor(spared: true).load())
        #expect(AgreementDifference(from: old, to: new).verdict == .wider)
        #expect(AgreementDifference(from: new, to: old).verdict == .narrower)
    }

    // MARK: A child behind an untelling

    @Test("A stop notice of a child to a councillor who was never told is found behind one to a councillor who was")
    func childBehindUntelling() throws {
        let found = try failures(.children) {
            $0.guardrails = [
                #"{ id: "G1", says: "A.", share: ["identity.core", "cohort.status"], "#
                    + #"to: { only: ["kind:ward-councillor"] }, when: { subject.cohort: ["none", "dormant"] }, "#
                    + "unless: { recipient.previously-notified: true } }"
            ]
            $0.rules = [
                ProofSample.permit(
                    to: "kind:ward-councillor", share: ["identity.core", "cohort.status"], purpose: "resettle",
                    when: Self.stops + #", subject.cohort: "iom""#)
            ]
        }
        let request = try #require(found.first?.witness?.request)
        #expect(request.recipient.previouslyNotified == false)
    }

    // MARK: Telling others

    @Test("Whoever only tells the hub back, of a stop or of a selection too, still has to be told that it ended")
    func tellingBack() throws {
        for messages in [Self.stops, #"message: ["selection", "deselection", "stop-visits", "recalled"]"#] {
            let found = try failures(.untelling) {
                $0.rules = [
                    ProofSample.permit(
                        "R-house", to: "landlord/housing", share: ["identity.core", "cohort.status"],
                        purpose: "resettle", when: #"message: "selection""#),
                    ProofSample.permit(
                        "R-back", from: "landlord/housing", to: "police/iom-hub",
                        share: ["identity.core", "cohort.status"], purpose: "resettle", gateway: "CDA-s115",
                        when: messages),
                ]
            }
            #expect(found.map { $0.says.prefix { $0 != " " } } == ["landlord/housing"], "\(messages)")
        }
    }

    // MARK: Powers and consent

    private static func health(_ gateway: String = "policing", when: String?) -> ProofSample {
        var sample = ProofSample()
        sample.rules = [
            ProofSample.permit(
                to: "landlord/housing", share: ["health.mental", "substance.engagement"], purpose: "resettle",
                gateway: gateway, when: when)
        ]
        return sample
    }

    private static func consent(_ covers: String, for purpose: String = "resettle", with: String = "housing") -> String
    {
        #"consent: { covers: "\#(covers)", for: "\#(purpose)", with: "\#(with)", state: "given" }"#
    }

    private static let both = "\(consent("health.*")), any: [{ \(consent("substance.*")) }]"

    @Test("Consent to something else, for something else or with somebody else lets no health data go")
    func otherConsent() throws {
        let others = [
            "\(Self.consent("health.*")), any: [{ \(Self.consent("plan.*")) }]",
            "\(Self.consent("health.physical")), any: [{ \(Self.consent("substance.*")) }]",
            "\(Self.consent("health.*", for: "manage-offender")), any: [{ \(Self.consent("substance.*")) }]",
            "\(Self.consent("health.*", with: "vcs")), any: [{ \(Self.consent("substance.*")) }]",
            "any: [{ \(Self.consent("health.*")) }, { \(Self.consent("substance.*")) }]",
        ]
        for other in others {
            let proof = AgreementProof(of: try Self.health(when: other).load())
            #expect(proof.failures(of: .consentBetweenAuthorities).count == 1, "\(other)")
        }
        let proof = AgreementProof(of: try Self.health(when: Self.both).load())
        #expect(proof.failures(of: .consentBetweenAuthorities).isEmpty)
    }

    @Test("A power to safeguard stands in for consent only where it is valid itself")
    func borrowedSafeguard() throws {
        let override = #"override: { rank-at-least: "inspector", reason: "present", age-hours-at-most: 24 }"#
        let cases: [(gateway: String, when: String?, count: Int)] = [
            (#"policing", "safeguarding"#, nil, 1), (#"policing", "protect-life"#, nil, 1),
            ("protect-life", override, 0),
        ]
        for (gateway, when, count) in cases {
            let proof = AgreementProof(of: try Self.health(gateway, when: when).load())
            #expect(proof.failures(of: .consentBetweenAuthorities).count == count, "\(gateway)")
        }
    }

    // MARK: A proof that never ends

    @Test("Rules that each are within bounds and together are not fail at once, in the proof and in a comparison")
    func slow() throws {
        let consents = ["engagement.*", "plan.*", "housing.*", "substance.*"].map {
            #"{ consent: { covers: "\#($0)", for: "resettle", with: "researcher", state: "withdrawn", form: "written" } }"#
        }
        var sample = ProofSample()
        sample.guardrails = [
            #"{ id: "G1", says: "A.", share: ["*"], when: { any: [\#(consents.joined(separator: ", "))] } }"#
        ]
        let agreement = try sample.load()
        let proof = AgreementProof(of: agreement)
        #expect(!proof.holds)
        let found = try #require(proof.failures(of: .totality).first)
        #expect(found.says.contains("together"))
        #expect(proof.decisionCount == 0)
        let difference = AgreementDifference(from: try ProofSample().load(), to: agreement)
        #expect(!difference.notCompared.isEmpty)
    }
}
