import AgreementEngine
@testable import BrokerRuntime
import CanonicalModel
import RecordStore
import Routing
import TestSupport
import Testing

@Suite("One document for a review")
struct CaseDocumentTests {
    private let fixture = NominalFixture(11)

    private var panel: PanelRecord {
        var panel = PanelRecord()
        (panel.kind, panel.date) = ("selection-panel", CalendarDate("2026-11-02"))
        (panel.members, panel.dissent) = (["west-yorkshire-police", "leeds-yos"], ["leeds-yos"])
        (panel.evidence, panel.route) = (["5f0e1390-7c1d-8a3e-9b42-6d1f0c001390"], "cycle")
        return panel
    }

    @Test("A review gets inputs, rule versions, who decided, who was told and who acknowledged in one document (AUD-01)")
    func wholeCase() async throws {
        let bench = try CoreBench()
        let selection = SelectionDecision(
            person: fixture.person, cohort: "iom", rag: .amber, decidedBy: "Sgt A. Cole", panel: panel)
        await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        let end = DeselectionDecision(
            person: fixture.withoutAddress, cohort: "iom", ground: "six-months-clear", decidedBy: "Insp. R. Mallow")
        await bench.deliver(bench.delivery(.deselection(end), days: 5, user: "hub"))
        let partnership = try CoreBench.leeds()
        let text = try await bench.store.read { reader in
            let number = try #require(try reader.people().first)
            return try CaseDocument(of: number, reader, partnership).markdown
        }
        let agreement = partnership.agreement
        for part in [
            fixture.person.name?.family.uppercased() ?? "", "version \(agreement.version), digest \(agreement.digest)",
            "Selected: cohort iom; by Sgt A. Cole; meeting selection-panel of 2026-11-02",
            "sat: west-yorkshire-police, leeds-yos; disagreed: leeds-yos",
            "rested on 5f0e1390-7c1d-8a3e-9b42-6d1f0c001390", "De-selected: cohort iom; on six-months-clear; by Insp. R. Mallow",
            "was told selection", "was told deselection", "Not sent yet.",
        ] { #expect(text.contains(part), "\(part) in \(text)") }
        #expect(!text.contains(fixture.person.address?.postcode ?? "a postcode"))
    }

    @Test("A case without a decision says so, and says nothing that nobody reported")
    func emptyCase() async throws {
        let bench = try CoreBench()
        let selection = SelectionDecision(person: fixture.withoutAddress, cohort: "iom", decidedBy: "Sgt A. Cole")
        await bench.deliver(bench.delivery(.selection(selection), user: "hub"))
        let partnership = try CoreBench.leeds()
        let text = try await bench.store.read { reader in
            try CaseDocument(of: try #require(try reader.people().first), reader, partnership).markdown
        }
        #expect(text.contains("## What agencies reported\n\nNothing."))
        #expect(!text.contains("meeting") && !text.contains("disagreed"))
    }
}
