import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

/// Every fact that the hub or a feed can record reaches the request that the agreement decides on.
@Suite("Facts that were recorded are put in the request")
struct StandingFactTests {
    /// The request about the next thing told to probation.
    func request(_ life: inout StandingLife) throws -> DisclosureRequest {
        let rating: RAGRating = life.told("probation-leeds").last == .ragEscalation ? .green : .red
        let outcome = life.rate(rating)
        return try #require(outcome.disclosures.first { $0.difference.recipient == "probation-leeds" }).request
    }

    @Test("A risk assessment for disclosure, with its purpose, outcome and time")
    func assessment() throws {
        var life = try StandingLife()
        life.select()
        #expect(try request(&life).subject.riskAssessments == .known([]))
        life.say(
            .sharingAssessed(
                DisclosureAssessment(
                    person: life.person, purpose: "councillor-disclosure", outcome: .doNotShare, assessedBy: "DI Brack")))
        let made = life.now
        #expect(
            try request(&life).subject.riskAssessments
                == .known([
                    DisclosureRiskAssessment(purpose: "councillor-disclosure", outcome: .doNotShare, madeAt: made)
                ]))
    }

    @Test("MAPPA: nobody has said, the hub said so, probation's register says so, the last word stands")
    func mappa() throws {
        var life = try StandingLife()
        life.select()
        #expect(try request(&life).subject.mappa == .unknown("nobody has said"))
        life.say(.registration(registration(life, .added, "1")))
        #expect(try request(&life).subject.mappa == .known(.active))
        life.say(.mappaRecorded(MappaRecord(person: life.person, status: .notManaged, recordedBy: "MAPPA unit")))
        #expect(try request(&life).subject.mappa == .known(.notManaged))
    }

    @Test("One of two MAPPA entries removed leaves it unknown; the only one removed ends it")
    func mappaRemoved() throws {
        var one = try StandingLife()
        one.select()
        one.say(.registration(registration(one, .added, "1")))
        var two = one
        one.say(.registration(registration(one, .removed, nil)))
        #expect(try request(&one).subject.mappa == .known(.notManaged))
        two.say(.registration(registration(two, .added, "2")))
        two.say(.registration(registration(two, .removed, nil)))
        #expect(try request(&two).subject.mappa == .unknown("one of several MAPPA entries was removed"))
    }

    private func registration(_ life: StandingLife, _ kind: Registration.Kind, _ number: String?) -> Registration {
        Registration(
            person: life.person, kind: kind, register: Registration.Register(code: "MAPP", class: .mappa),
            registration: number)
    }

    @Test("A licence in force makes the supervision known; inside, or recalled, it is not")
    func licence() throws {
        var life = try StandingLife()
        life.select()
        let unknown = Knowable<StatutoryStatus>.unknown("supervised by statute; by which order is not stated")
        #expect(try request(&life).subject.statutory == unknown)
        life.say(.licence(LicenceChange(person: life.person, isActive: true)))
        #expect(try request(&life).subject.statutory == .known(.licence))
        var recalled = life
        recalled.say(.recall(RecallDecision(person: life.person, isDeclined: false)))
        #expect(try request(&recalled).subject.statutory == .unknown("a licence is in force and a recall was decided"))
        life.say(.licence(LicenceChange(person: life.person, isActive: false)))
        #expect(try request(&life).subject.statutory == unknown)
    }

    @Test("Probation ended the whole case since the selection: nobody supervises, and it is no de-selection")
    func supervisionEnded() throws {
        var life = try StandingLife()
        life.select()
        life.say(.supervision(SupervisionChange(person: life.person, isStart: false, scope: .sentence)))
        #expect(try request(&life).subject.statutory != .known(.nonStatutory))
        life.say(.supervision(SupervisionChange(person: life.person, isStart: false, scope: .engagement)))
        #expect(try request(&life).subject.statutory == .known(.nonStatutory))
        #expect(!life.notices.contains { $0.kind == .deselection })
    }

    @Test("An undertaking and a vetting stand from their day to their last day, by the directory")
    func recipient() throws {
        let papers = """
                purpose: "manage-offender"
                undertaking: { by: "Cllr A. Example", on: "2026-05-01", until: "2026-11-21" }
                vetting: { by: "J. Example", on: "2026-11-22", until: "2029-01-01" }
                queue-suffix: "r4y7w1b6mxp9"
            """
        var life = try StandingLife { text in
            text.replacing(
                "    purpose: \"manage-offender\"\n    queue-suffix: \"r4y7w1b6mxp9\"",
                with: papers.replacing("        ", with: "    "))
        }
        life.select()
        let first = try request(&life)
        #expect(first.recipient.undertaking == .known(.signed))
        #expect(first.recipient.isVetted == .known(false))
        life.now = life.now.adding(seconds: 86_400)
        let second = try request(&life)
        #expect(second.recipient.undertaking == .known(.notSigned))
        #expect(second.recipient.isVetted == .known(true))
    }

    @Test("Whose papers the directory does not hold signed nothing, and nobody knows whether they are vetted")
    func noPapers() throws {
        var life = try StandingLife()
        life.select()
        let facts = try request(&life).recipient
        #expect(facts.undertaking == .known(.notSigned))
        #expect(facts.isVetted == .unknown("no vetting recorded"))
    }

    @Test("A dry run knows the override and the papers as a notice would")
    func dryRun() throws {
        var life = try StandingLife()
        life.select()
        life.override("npt-inner-south")
        let directory = try PartnershipDirectory(
            yaml: String(contentsOfFile: RepositoryRoot.path + "/Contracts/directory/leeds.yaml", encoding: .utf8))
        func facts(_ recipient: String) throws -> GivenFacts {
            let holder = try #require(directory.recipient(recipient))
            return try #require(
                life.router.facts(about: life.nominal.history, for: [holder], isOnList: false, now: life.now))
        }
        #expect(
            try facts("npt-inner-south").override
                == .known(EmergencyOverride(rank: .inspector, hasReason: true, madeAt: life.now)))
        #expect(try facts("npt-headingley").override == .known(nil))
        #expect(try facts("npt-headingley").undertaking == .known(.notSigned))
    }

    @Test("Ranks are the engine's ranks, in the same order")
    func ranks() {
        #expect(OverrideOpening.Rank.allCases.map(\.rawValue) == EmergencyOverride.Rank.allCases.map(\.rawValue))
    }
}
