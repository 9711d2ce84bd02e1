import AgreementEngine
import CanonicalModel
import Foundation
import Routing
import TestSupport

/// One person under the Leeds agreement, told about message by message, each at a time of its own.
struct StandingLife {
    let router: ContentBasedRouter
    let fixture = NominalFixture(77, postcode: "LS6 3AA")
    private(set) var nominal = Nominal()
    private(set) var notices: [Notice] = []
    private var sequence: Int64 = 0
    var now = Timestamp("2026-11-21T09:00:00Z") ?? Timestamp(microseconds: 0)

    init(_ change: (String) -> String = { $0 }) throws {
        func text(_ file: String) throws -> String {
            try String(contentsOfFile: RepositoryRoot.path + "/Contracts/" + file, encoding: .utf8)
        }
        router = ContentBasedRouter(
            directory: try PartnershipDirectory(yaml: change(text("directory/leeds.yaml"))),
            decisionPoint: PolicyDecisionPoint(try Agreement(yaml: text("agreements/leeds.yaml"))))
    }

    var person: Person { fixture.withoutAddress }

    /// Hands a fact in, some hours after the last.
    ///
    /// - Returns: what followed, and the id of the message.
    @discardableResult
    mutating func say(_ fact: Fact, after hours: Double = 0.1) -> (outcome: RoutingOutcome, id: String) {
        now = now.adding(seconds: Int64(hours * 3_600))
        sequence += 1
        let message = NominalFixture.message(fact, at: now, ordinal: Int(sequence))
        let outcome = router.route(message.accepted(sequence), into: nominal, now: now)
        nominal = outcome.nominal
        notices += outcome.notices
        return (outcome, message.id)
    }

    @discardableResult
    mutating func select(statutory: Bool? = true, rag: RAGRating? = .amber) -> RoutingOutcome {
        say(
            .selection(
                SelectionDecision(
                    person: fixture.person, cohort: "iom", isStatutory: statutory, rag: rag, decidedBy: "Panel"))
        ).outcome
    }

    @discardableResult
    mutating func override(
        _ recipient: String, by rank: OverrideOpening.Rank = .inspector, after hours: Double = 0.1
    ) -> (outcome: RoutingOutcome, id: String) {
        say(
            .overrideOpened(
                OverrideOpening(
                    person: person, recipient: recipient, rank: rank, reason: "Threat to a child tonight",
                    openedBy: "Insp. R. Mallow")), after: hours)
    }

    @discardableResult
    mutating func review(
        _ override: String, _ outcome: OverrideReview.Outcome, by reviewer: String = "Supt. H. Vane"
    ) -> RoutingOutcome {
        say(
            .overrideReviewed(
                OverrideReview(person: person, override: override, outcome: outcome, reviewedBy: reviewer))
        ).outcome
    }

    /// Hands a message in as it is, now.
    @discardableResult
    mutating func hear(_ message: CanonicalMessage) -> RoutingOutcome {
        sequence += 1
        let outcome = router.route(message.accepted(sequence), into: nominal, now: now)
        nominal = outcome.nominal
        notices += outcome.notices
        return outcome
    }

    mutating func intelligence(_ reference: String, _ handling: IntelligenceItem.Handling, _ summary: String) {
        say(
            .intelligence(
                IntelligenceItem(
                    person: person, reference: reference, origin: .forceIntelligence, grading: .current,
                    sourceEvaluation: .reliable, assessment: .knownDirectly, handling: handling, summary: summary)))
    }

    @discardableResult
    mutating func permit(_ kind: TextPermission.Kind, _ reference: String) -> RoutingOutcome {
        say(.textPermitted(TextPermission(person: person, kind: kind, reference: reference, by: "DS Originator"))).outcome
    }

    @discardableResult
    mutating func rate(_ rating: RAGRating, trigger: String? = nil) -> RoutingOutcome {
        say(.rag(RAGDecision(person: person, rating: rating, triggerClass: trigger, decidedBy: "DS Example"))).outcome
    }

    @discardableResult
    mutating func move(_ kind: CustodyMovement.Kind) -> RoutingOutcome {
        say(.custody(CustodyMovement(person: person, kind: kind, establishment: "LEI"))).outcome
    }

    func told(_ recipient: String) -> [NoticeKind] { notices.filter { $0.recipient == recipient }.map(\.kind) }
}

extension Notice {
    /// The names of the released fields.
    var names: Set<String> { Set(fields.map(\.name)) }
    /// The value of a released field.
    func value(of name: String) -> String? { fields.first { $0.name == name }?.value }
}
