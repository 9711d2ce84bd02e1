@testable import BrokerRuntime
import AgreementEngine
import CanonicalModel
import Console
import Routing
import SchemeEngine
import TestSupport
import Testing

/// What the hub's page of a person says first, from messages to words.
@Suite("A person at the hub")
struct HubPersonTests {
    private let fixture = NominalFixture(511, postcode: "LS6 3AA")
    private let start = Timestamp("2026-06-01T09:00:00Z") ?? Timestamp(microseconds: 0)

    @Test("Officers are warned whatever the colour, and the warning goes when the register takes it back")
    func warning() throws {
        let warned = try person([entry(.added, after: 1)])
        let facts = warned.facts.filter { $0.label == "Warning to officers" }
        #expect(facts.map(\.value) == ["Weapons, since 2 June 2026"])
        #expect(warned.facts.first == facts.first, "nothing stands before it")
        #expect(warned.colour == .amber, "a warning is no colour")
        let gone = try person([entry(.added, after: 1), deselected(after: 2)])
        #expect(gone.colour == nil && gone.facts.first?.label == "Warning to officers", "a warning goes with no flag")
        let over = try person([entry(.added, after: 1), entry(.removed, after: 2)], days: 5)
        #expect(!over.facts.contains { $0.label == "Warning to officers" })
    }

    private func entry(_ kind: Registration.Kind, after days: Int64) -> CanonicalMessage {
        let register = Registration.Register(code: "WEAP", class: .officerSafety)
        let said = Registration(person: fixture.withoutAddress, kind: kind, register: register)
        return NominalFixture.message(.registration(said), at: start.adding(seconds: days * 86_400))
    }

    private func deselected(after days: Int64) -> CanonicalMessage {
        let decision = DeselectionDecision(
            person: fixture.withoutAddress, cohort: "ppo", ground: "no-longer-immediate-risk", decidedBy: "Sgt Cole",
            panel: conference)
        return NominalFixture.message(.deselection(decision), at: start.adding(seconds: days * 86_400))
    }

    private func person(_ said: [CanonicalMessage], days: Int64 = 3) throws -> HubPerson {
        let partnership = try Partnership(
            agreementFile: RepositoryRoot.path + "/Contracts/agreements/leeds.yaml",
            directoryFile: RepositoryRoot.path + "/Contracts/directory/leeds.yaml",
            scheme: SchemeFiles(RepositoryRoot.path + "/Contracts/schemes/leeds-hub.yaml"))
        let selected = SelectionDecision(
            person: fixture.person, cohort: "ppo", isStatutory: true, rag: .amber, decidedBy: "Sgt Cole",
            panel: conference)
        var history = NominalHistory()
        let messages = [NominalFixture.message(.selection(selected), at: start)] + said
        for (index, message) in messages.enumerated() { _ = history.fold(message.accepted(Int64(index + 1))) }
        let now = start.adding(seconds: days * 86_400)
        let (nominal, assessment) = partnership.router.look(at: Nominal(history: history), now: now)
        return HubPerson(
            number: 1, nominal: nominal, directory: partnership.directory, agreement: partnership.agreement,
            assessment: assessment, pack: partnership.scheme?.pack)
    }

    private var conference: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("case-conference", start.date)
        (panel.members, panel.evidence) = (["west-yorkshire-police", "west-yorkshire-probation"], ["e1"])
        (panel.route, panel.reason) = ("cycle", "division")
        (panel.leadAgency, panel.leadRole) = ("west-yorkshire-probation", "responsible-officer")
        return panel
    }
}
