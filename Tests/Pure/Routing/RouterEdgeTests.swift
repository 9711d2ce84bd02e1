import AgreementEngine
import CanonicalModel
import Foundation
@testable import Routing
import TestSupport
import Testing

/// The places where the promise could silently break, each found once by somebody who read the core as an attacker would.
@Suite("The content-based router at its edges")
struct RouterEdgeTests {
    let base: RouterTests

    init() throws { base = try RouterTests() }

    @Test("Half an address is not a move: nobody is stopped, and nobody new is told", arguments: ["LS", "LS6", "", "?"])
    func halfAddress(postcode: String) {
        let run = base.run(base.selected(), base.movement(.released, after: 1, livingAt: postcode))
        #expect(!run.told("npt-headingley").contains(.stopVisits))
        #expect(run.notices.filter { $0.kind == .selection }.map(\.recipient).count == Set(run.notices.map(\.recipient)).count)
    }

    @Test("An import beside a live selection counts as told, and tells its team no second time")
    func importBesideSelection() {
        let run = base.run(base.selected(), base.selected(after: 1, alreadyTold: ["npt-inner-south"]), base.deselected(after: 2))
        #expect(run.told("npt-headingley") == [.selection, .deselection])
        #expect(run.told("npt-inner-south") == [.stopVisits, .deselection])
    }

    @Test("Whoever was told and is no longer in the directory becomes a task: somebody has to be told by hand")
    func recipientGone() throws {
        let told = base.run(base.selected(alreadyTold: ["npt-headingley"]))
        let nominal = try #require(told.outcomes.last).nominal
        let without = try base.router(withoutRecipient: "npt-headingley")
        let outcome = without.route(base.deselected(after: 1).accepted(2), into: nominal, now: base.start)
        #expect(outcome.unreachable.map(\.recipient) == ["npt-headingley"])
        #expect(outcome.raised.contains { $0.kind == .disclosureHeld && $0.key.contains("npt-headingley") })
    }

    @Test("A restriction of an item ends with the item: once it is rectified nothing is restricted, in any order")
    func restrictedThenRectified() {
        let (selected, rated) = (base.selected(), base.rated(.red, after: 1))
        let restricted = order(.restricted, rated, after: 2)
        let rectified = order(.rectified, rated, after: 3)
        var before = NominalHistory()
        for (index, message) in [selected, rated, restricted].enumerated() {
            _ = before.fold(message.accepted(Int64(index + 1)))
        }
        #expect(before.restrictedTopics == [.rag] && !before.isRestricted)
        for messages in [[selected, restricted, rectified], [rectified, restricted, selected]] {
            var after = NominalHistory()
            for (index, message) in messages.enumerated() { _ = after.fold(message.accepted(Int64(index + 1))) }
            #expect(after.restrictedTopics.isEmpty && !after.isRestricted)
        }
    }

    private func order(_ kind: RecordOrder.Kind, _ item: CanonicalMessage, after days: Int64) -> CanonicalMessage {
        base.message(
            .ordered(
                RecordOrder(
                    kind, person: base.fixture.withoutAddress, item: item.id, reason: .accuracyContested,
                    authority: .dataSubject, decidedBy: "J. Officer")), after: days)
    }

    @Test("A selection that was superseded is recorded and tells nobody anything")
    func superseded() {
        let run = base.run(base.selected(after: 1), base.deselected(after: 3), base.selected(after: 2))
        #expect(run.outcomes.last?.notices.isEmpty == true)
        #expect(run.told("npt-headingley") == [.selection, .deselection])
    }
}

extension RouterTests {
    /// A movement in which the prison also gives an address.
    func movement(_ kind: CustodyMovement.Kind, after days: Int64, livingAt postcode: String) -> CanonicalMessage {
        message(.custody(CustodyMovement(person: fixture.living(at: postcode), kind: kind, establishment: "LEI")), after: days)
    }
}

extension RouterTests {
    /// The router of a partnership whose directory names one recipient otherwise.
    func router(withoutRecipient id: String) throws -> ContentBasedRouter {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        let directory = try text("directory/leeds.yaml").replacing("- id: \"\(id)\"", with: "- id: \"\(id)-renamed\"")
        return ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: directory),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))))
    }
}

/// Provenance is kept for each fact by itself (issue 3, acceptance 2; guardrail G8).
@Suite("Provenance of what is told")
struct ProvenanceTests {
    let base: RouterTests

    init() throws { base = try RouterTests() }

    private func history(_ messages: CanonicalMessage...) -> NominalHistory {
        var history = NominalHistory()
        for (index, message) in messages.enumerated() { _ = history.fold(message.accepted(Int64(index + 1))) }
        return history
    }

    private func from(_ source: String, _ message: CanonicalMessage) -> CanonicalMessage {
        var message = message
        message.source = source
        return message
    }

    private func sources(of field: String, _ history: NominalHistory) throws -> Knowable<[String]> {
        let spell = try #require(history.spells.first)
        return try #require(NoticeContent(.selection, .standing, history, spell).fields.first { $0.name == field }).sources
    }

    @Test("A name that only IDIOM knows is IDIOM's, though the hub selected the person (ISH-06)")
    func onlyIDIOM() throws {
        let nameless = Person(identifiers: base.fixture.person.identifiers)
        let selection = base.message(.selection(SelectionDecision(person: nameless, cohort: "iom", decidedBy: "Panel")), after: 0)
        let said = from("/police/idiom", base.moved("LS6 3AA", after: 1))
        #expect(try sources(of: "name", history(selection, said)) == .known(["idiom"]))
        #expect(try sources(of: "status", history(selection, said)) == .known(["simulation"]))
    }

    @Test("What two feeds say is bound by neither alone, in whatever order they say it")
    func twoFeeds() throws {
        let (one, two) = (base.selected(), from("/police/idiom", base.moved("LS6 3AA", after: 1)))
        #expect(try sources(of: "name", history(one, two)) == .known(["idiom", "simulation"]))
        #expect(history(one, two).traces == history(two, one, two).traces)
    }

    @Test("A fact is as old as the latest moment that anybody spoke of it")
    func age() throws {
        let spell = try #require(history(base.selected()).spells.first)
        let content = NoticeContent(.selection, .standing, history(base.selected(), base.moved("LS6 3AA", after: 3)), spell)
        let name = try #require(content.fields.first { $0.name == "name" })
        #expect(name.asOf == .known(base.start.adding(seconds: 3 * 86_400)))
    }
}
