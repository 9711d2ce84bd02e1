import AgreementEngine
import CanonicalModel
import Routing
import Testing

/// Custody shows blue over the colour beneath (agreement reference 4.6, scenario 6; 6.1).
@Suite("The colour of somebody in custody")
struct ColourInCustodyTests {
    @Test("No rise is told while the person is held; on release the colour beneath is")
    func keptAndTold() throws {
        var life = try StandingLife()
        life.select(rag: .amber)
        life.move(.received)
        #expect(life.rate(.red).notices.isEmpty)
        let release = life.move(.released)
        for recipient in ["npt-headingley", "probation-leeds"] {
            let told = release.notices.filter { $0.recipient == recipient }
            #expect(Set(told.map(\.kind)) == [.custody, .ragEscalation])
            #expect(told.first { $0.kind == .ragEscalation }?.value(of: "rag") == "red")
        }
    }

    @Test("A rise that was taken back inside is never told")
    func takenBack() throws {
        var life = try StandingLife()
        life.select(rag: .amber)
        life.move(.received)
        life.rate(.red)
        life.rate(.amber)
        life.move(.released)
        #expect(!life.told("npt-headingley").contains(.ragEscalation))
    }

    @Test("A fall is told inside as outside")
    func fall() throws {
        var life = try StandingLife()
        life.select(rag: .amber)
        life.move(.received)
        #expect(life.rate(.green).notices.contains { $0.recipient == "npt-headingley" && $0.kind == .ragReduction })
    }

    @Test(
        "What threatens a life, a victim, or follows a recall at large is told whatever the colour",
        arguments: ["life-risk", "victim-threat", "recall-at-large"])
    func always(_ trigger: String) throws {
        var life = try StandingLife()
        life.select(rag: .amber)
        life.move(.received)
        let told = life.rate(.red, trigger: trigger).notices
        #expect(told.contains { $0.recipient == "npt-headingley" && $0.kind == .ragEscalation })
    }

    @Test("Somebody who absconds is at large: the colour is told")
    func absconded() throws {
        var life = try StandingLife()
        life.select(rag: .amber)
        life.move(.received)
        life.rate(.red)
        #expect(life.move(.absconded).notices.contains { $0.recipient == "npt-headingley" && $0.kind == .ragEscalation })
    }
}
