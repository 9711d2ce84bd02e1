import AgreementEngine
import CanonicalModel
import Foundation
@testable import Routing
import SchemeEngine
import TestSupport
import Testing

/// What real feeds say, in the words that the packs ask for: names of producers on one side, rules on the other.
@Suite("Feeds in the words of the packs")
struct SeamTests {
    let directory: PartnershipDirectory
    let offences: OffenceClasses
    let bare = NominalFixture(42).withoutAddress
    let start = Timestamp("2026-03-02T09:00:00Z") ?? Timestamp(microseconds: 0)
    let asn = "2613QQ0100000004826D"

    init() throws {
        directory = try PartnershipDirectory(yaml: Self.text("directory/leeds.yaml"))
        offences = try OffenceClasses(yaml: Array(Self.text("schemes/offences/classes.yaml").utf8))
    }

    // MARK: Risk

    @Test("The two-year figure is the packs' OGRS3; the one-year figure keeps its own name and counts nowhere")
    func horizons() throws {
        let events = assessed(.ogrs, [("ogrs3-one-year", "60", nil), ("ogrs3-two-year", "76", .veryHigh)])
        #expect(events.map(\.detail.tool) == ["ogrs3", "ogrs3-one-year"])
        #expect(events.first?.detail.score == 76)
    }

    @Test(
        "Whole points stay whole and small fractions are hundredths, however a figure is written",
        arguments: [
            ("ogrs3-two-year", "74.90", 74), ("ogrs3-two-year", "75", 75), ("ogrs4g-two-year", "7.05", 7),
            ("rsr", "3", 300), ("rsr", "3.5", 350), ("rsr", "12.257", 1_225), ("osp-direct-contact", "0.4", 40),
        ])
    func figures(_ name: String, _ text: String, _ score: Int) {
        #expect(assessed(.rsr, [(name, text, nil)]).map(\.detail.score) == [score])
    }

    @Test("A figure that is none is left out", arguments: ["", "high", "7.", "-3", "7x", "7.x5", "1.2.3", ".5"])
    func noFigures(_ text: String) {
        #expect(RiskScores.number(text, of: "rsr") == nil)
        #expect(RiskScores.number(text, of: "ogrs3") == nil)
    }

    @Test("Levels of harm by victim are one level: the highest in the community, in whatever order they are written")
    func harm() {
        let levels: [(String, String?, RiskAssessment.Band?)] = [
            ("rosh-public-community", nil, .medium), ("rosh-children-community", nil, .high),
            ("rosh-staff-community", nil, .low), ("rosh-prisoners-custody", nil, .veryHigh),
        ]
        for said in [levels, levels.reversed()] {
            let events = assessed(.oasys, said)
            #expect(events.map(\.detail.tool) == ["rosh"])
            #expect(events.map(\.detail.band) == ["high"])
        }
        #expect(assessed(.oasys, [levels[3]]).map(\.detail.band) == ["very-high"])
    }

    @Test("An assessment at high risk of serious harm brings somebody before the panel (SEL-18)")
    func candidate() throws {
        let pack = try SchemePack(yaml: Array(Self.text("schemes/present-day.yaml").utf8))
        let file = file(risk(.oasys, [("rosh-public-community", nil, .high)]))
        let found = SchemeEvaluator(pack).assess(file, now: start.adding(seconds: 60)).candidates
        #expect(found.map(\.rule).contains("P-SEL-serious-harm"))
    }

    @Test(
        "A register's code says its level of harm",
        arguments: [("RLRH", "low"), ("RMRH", "medium"), ("RHRH", "high"), ("RVHR", "very-high")])
    func register(_ code: String, _ band: String) throws {
        let event = try #require(file(message(registration(.added, code))).events.first)
        #expect((event.detail.tool, event.detail.band) == ("rosh", band))
    }

    @Test("What should never have been registered is no assessment; what no longer applies was one")
    func retracted() {
        let added = message(registration(.added, "RVHR"))
        let gone = file(added, message(registration(.retracted, "RVHR"), after: 1)).events
        #expect(gone.compactMap(\.detail.band) == ["ended"])
        let past = file(added, message(registration(.removed, "RVHR"), after: 1)).events
        #expect(past.compactMap(\.detail.band) == ["very-high", "ended"])
        let anew = file(
            added, message(registration(.retracted, "RVHR"), after: 1), message(registration(.added, "RVHR"), after: 2))
        #expect(anew.events.compactMap(\.detail.band).contains("very-high"))
    }

    // MARK: Police

    @Test("Bail first and no further action later are two ends of one arrest, and the second clears it")
    func twoEnds() {
        let arrest = police(.arrest, "A1", code: "TH68036")
        let file = file(
            arrest, police(.disposal, "D1", end: "BAIL", after: 1), police(.disposal, "D2", end: "NFA", after: 2))
        #expect(file.events.compactMap(\.detail.outcome) == ["bail", "no-further-action"])
        #expect(Set(file.events.compactMap(\.detail.reference)) == [asn])
    }

    @Test("No further action that bears only the custody record clears the arrest of the summons number")
    func custodyRecord() {
        let file = file(
            police(.arrest, "A1", code: "TH68036", suite: "C/77"),
            police(.disposal, "D1", end: "NFA", asn: false, suite: "C/77", after: 1))
        #expect(Set(file.events.compactMap(\.detail.reference)) == [asn])
    }

    @Test("No further action on one of two burglaries leaves the other; on both it leaves none")
    func inPart() {
        let (one, other) = ("TH68036", "TH68036")
        let arrest = police(.arrest, "A1", codes: [one, other])
        let first = police(.disposal, "D1", codes: [one], end: "NFA", after: 1)
        let second = police(.disposal, "D2", codes: [other], end: "NFA", after: 2)
        #expect(file(arrest, first).events.compactMap(\.detail.outcome) == ["no-further-action-in-part"])
        let both = file(arrest, first, second).events.filter { $0.kind == .disposal }
        #expect(both.map(\.detail.outcome) == ["no-further-action"])
        #expect(both.map(\.occurred) == [start.adding(seconds: 2 * 86_400)])
    }

    @Test("No further action on each of two classes of one arrest is two, and a feed that names none adds nothing")
    func eachClass() {
        let file = file(
            police(.arrest, "A1", codes: ["TH68036", "TH68001"]),
            police(.disposal, "D1", codes: ["TH68001"], end: "NFA", after: 1),
            police(.disposal, "D2", codes: ["TH68036"], end: "NFA", after: 2))
        let ends = file.events.filter { $0.kind == .disposal }
        #expect(Set(ends.compactMap(\.detail.offence)) == ["burglary-dwelling", "theft-from-person"])
        #expect(Set(ends.map(\.detail.outcome)) == ["no-further-action"] && Set(ends.map(\.id)).count == 2)
        let again = self.file(police(.arrest, "A1", codes: ["TH68036"]), police(.arrest, "A2", codes: [], after: 1))
        #expect(again.events.map(\.detail.offence) == ["burglary-dwelling"])
    }

    @Test("High support is high need (RAG-14)")
    func need() {
        func plan(_ level: PlanUpdate.SupportLevel) -> String? {
            file(message(.plan(PlanUpdate(person: bare, actions: [], supportLevel: level)))).events.first?.detail.band
        }
        #expect((plan(.high), plan(.medium)) == ("high-need", nil))
    }

    @Test("Officers are warned while an entry about their safety stands; one that was an error warns of nothing")
    func warnings() throws {
        let now = start.adding(seconds: 5 * 86_400)
        let evaluator = SchemeEvaluator(try SchemePack(yaml: Array(Self.text("schemes/leeds-hub.yaml").utf8)))
        func warned(_ messages: CanonicalMessage...) -> [String] {
            var history = NominalHistory()
            for (index, said) in messages.enumerated() { _ = history.fold(said.accepted(Int64(index + 1))) }
            var file = CaseFile(Nominal(history: history), directory: directory, offences: offences)
            file.stays = [CohortStay(id: "s1", cohort: "ppo", from: start)]
            return evaluator.assess(file, now: now).colour?.warnings.map(\.code) ?? []
        }
        let weapons = message(safety(.added, "WEAP"))
        #expect(warned(weapons, message(safety(.added, "AVIS"), after: 1)) == [
            "officer-safety-violent", "officer-safety-weapons",
        ])
        #expect(warned(weapons, message(safety(.removed, "WEAP"), after: 1)).isEmpty)
        #expect(warned(weapons, message(safety(.retracted, "WEAP"), after: 1)).isEmpty)
        #expect(warned(weapons, message(safety(.removed, "WEAP"), after: 1), message(safety(.added, "WEAP"), after: 2))
            == ["officer-safety-weapons"])
    }

    private func safety(_ kind: Registration.Kind, _ code: String) -> Fact {
        .registration(Registration(person: bare, kind: kind, register: .init(code: code, class: .officerSafety)))
    }

    @Test("Every class that a shipped pack names has a code, or the table says why it lacks them")
    func classes() throws {
        let packs = try FileManager.default.contentsOfDirectory(atPath: RepositoryRoot.path + "/Contracts/schemes")
        var missing = Set<String>()
        for name in packs where name.hasSuffix(".yaml") {
            let pack = try SchemePack(yaml: Array(Self.text("schemes/" + name).utf8))
            missing.formUnion(Scheme(pack, offences: offences).classesWithoutCodes)
        }
        #expect(missing.isEmpty)
        #expect(offences.incomplete.keys.sorted() == ["burglary-non-dwelling", "domestic-abuse", "robbery", "theft-from-vehicle"])
        #expect(offences.name(of: "BOTD") == "burglary-non-dwelling")
        #expect(offences.name(of: "TH68001") == "theft-from-person")
    }
}

extension SeamTests {
    private static func text(_ file: String) throws -> String {
        try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
    }

    private func risk(
        _ tool: RiskAssessment.Tool, _ scores: [(String, String?, RiskAssessment.Band?)]
    ) -> CanonicalMessage {
        let all = scores.map { RiskAssessment.Score(name: $0.0, value: $0.1, band: $0.2) }
        return message(.riskAssessed(RiskAssessment(person: bare, tool: tool, status: .complete, scores: all)))
    }

    private func assessed(
        _ tool: RiskAssessment.Tool, _ scores: [(String, String?, RiskAssessment.Band?)]
    ) -> [CaseEvent] {
        file(risk(tool, scores)).events
    }

    private func registration(_ kind: Registration.Kind, _ code: String) -> Fact {
        let register = Registration.Register(code: code, class: .riskOfSeriousHarm)
        return .registration(Registration(person: bare, kind: kind, register: register))
    }

    private func police(
        _ kind: PoliceRecord.Kind, _ reference: String, code: String? = nil, codes: [String] = [], end: String? = nil,
        asn hasASN: Bool = true,
        suite: String? = nil, after days: Int64 = 0
    ) -> CanonicalMessage {
        let record = PoliceRecord(
            person: bare, kind: kind, reference: reference, asOf: start.adding(seconds: days * 86_400),
            asn: hasASN ? asn : nil, offences: (codes + [code].compactMap(\.self)).map { PoliceRecord.Offence(code: $0) },
            custodyRecord: suite, disposalCode: end)
        return message(.police(record), after: days)
    }

    private func message(_ fact: Fact, after days: Int64 = 0) -> CanonicalMessage {
        NominalFixture.message(fact, at: start.adding(seconds: days * 86_400))
    }

    private func file(_ messages: CanonicalMessage...) -> CaseFile {
        var history = NominalHistory()
        for (index, message) in messages.enumerated() { _ = history.fold(message.accepted(Int64(index + 1))) }
        return CaseFile(Nominal(history: history), directory: directory, offences: offences)
    }
}
