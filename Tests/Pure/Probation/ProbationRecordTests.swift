import CanonicalModel
import Formats
import ProbationTranslation
import Testing

/// Cases, numbers, limitations, recall decisions, details.
@Suite struct ProbationRecordTests {
    @Test(
        "every type that is taken becomes its fact",
        arguments: [
            ("probation-case.engagement.created", MessageType.supervisionStarted),
            ("probation-case.engagement.recovered", .supervisionStarted),
            ("probation-case.engagement.deleted", .supervisionEnded),
            ("probation-case.deleted.gdpr", .supervisionEnded),
            ("probation-case.sentence.created", .supervisionStarted),
            ("probation-case.sentence.terminated", .supervisionEnded),
            ("probation-case.sentence.deleted", .supervisionEnded),
            ("probation-case.restriction.created", .accessLimited),
            ("probation-case.restriction.deleted", .accessLifted),
            ("probation-case.exclusion.updated", .accessLimited), ("probation-case.exclusion.removed", .accessLifted),
            ("probation-case.address.created", .personDetailsChanged),
            ("probation-case.address.deleted", .personDetailsChanged),
            ("probation-case.personal-details.updated", .personDetailsChanged),
            ("probation-case.alias.deleted", .personDetailsChanged),
            ("probation-case.additional-identifier.updated", .personDetailsChanged),
        ])
    func types(event: String, type: MessageType) {
        let translation = ProbationFixture(event).translated()
        #expect(translation.types == [type])
        #expect(translation.rules.isEmpty)
    }

    @Test(
        "what is not taken is ignored for a reason of its own",
        arguments: [
            ("assessment.summary.produced", "probation.must-be-fetched"),
            ("risk.flag.tier.change", "probation.must-be-fetched"),
            ("tier.calculation.complete", "probation.must-be-fetched"),
            ("risk-assessment.scores.rsr.determined", "probation.must-be-fetched"),
            ("probation-case.sentence.amended", "probation.must-be-fetched"),
            ("prison-recall.recommendation.started", "probation.recall-not-decided"),
            ("prison-recall.recommendation.consideration", "probation.recall-not-decided"),
            ("prison-recall.recommendation.deleted", "probation.recall-not-decided"),
            ("probation-case.mappa-information.updated", "probation.mappa-notes"),
            ("OFFENDER_REGISTRATION_CHANGED", "probation.legacy-event"),
            ("SENTENCE_CHANGED", "probation.legacy-event"),
            ("probation-case.registration.resurrected", "probation.unknown-event"),
            ("probation-case.exclusion.whispered", "probation.unknown-event"),
            ("prison-recall.recommendation.managementoversight", "probation.unknown-event"),
            ("prison-offender-events.prisoner.released", "probation.unknown-event"),
            ("probation-case", "probation.unknown-event"), ("probation-case..", "probation.unknown-event"),
            ("..", "probation.unknown-event"),
        ])
    func ignored(event: String, rule: String) {
        let translation = ProbationFixture(event).translated()
        #expect(translation.outcome == .ignored)
        #expect(translation.rules == [rule])
    }

    @Test("an event of a type not taken owes this feed no member at all")
    func bareUnknown() {
        let item = (["eventType": "OFFENDER_CHANGED"] as JSONValue).item
        #expect(ProbationTranslator().translate(item).outcome == .ignored)
    }

    // MARK: Recall

    @Test(
        "a recall is decided either way, under both spellings, whatever the description says",
        arguments: ["management-oversight", "managementOversight"])
    func recall(spelling: String) {
        let fixture = ProbationFixture("prison-recall.recommendation." + spelling)
            .with("description", "Management Oversight - Recall")
        let decided = fixture.withInformation("contactOutcome", "DECISION_TO_RECALL").translated()
        let declined = fixture.withInformation("contactOutcome", "DECISION_NOT_TO_RECALL").translated()
        #expect(decided.types == [.licenceRecalled])
        #expect(declined.types == [.recallDeclined])
    }

    @Test(
        "a decision that is neither is refused",
        arguments: [nil, JSONValue.null, "DECISION_TO_WAIT", "decision_to_recall"])
    func undecided(outcome: JSONValue?) {
        let translation = ProbationFixture(ProbationFixture.decided).withInformation("contactOutcome", outcome)
            .translated()
        #expect(translation.outcome == .rejected)
    }

    // MARK: Numbers

    @Test("a merge keeps the target and gives up the source, wherever the references stand")
    func merge() throws {
        let fixture = ProbationFixture("probation-case.merge.completed").withInformation("sourceCRN", "Z000002")
            .withInformation("targetCRN", "Z000001").naming(("CRN", "Z000002"), ("CRN", "Z000001"))
        let fact = try #require(fixture.translated().messages.first?.fact)
        guard case .merged(let merge) = fact else { return #expect(Bool(false), "no merge") }
        #expect(merge.person.identifiers.map(\.value) == ["Z000001"])
        #expect(merge.removed.map(\.value) == ["Z000002"])
    }

    @Test("a merge about a third person, or with itself, is refused")
    func badMerge() {
        let fixture = ProbationFixture("probation-case.merge.completed").withInformation("sourceCRN", "Z000002")
            .withInformation("targetCRN", "Z000001")
        #expect(fixture.naming(("CRN", "Z000003")).translated().rules == ["probation.identity-conflict"])
        #expect(
            fixture.withInformation("sourceCRN", "Z000001").translated().rules == ["probation.merge-with-itself"])
        #expect(fixture.withInformation("sourceCRN", nil).translated().rules == ["event.missing"])
    }

    @Test("an unmerge names the number that lives again and the one it is separated from")
    func unmerge() throws {
        let fixture = ProbationFixture("probation-case.unmerge.completed").withInformation("reactivatedCRN", "Z000002")
            .withInformation("unmergedCRN", "Z000001").naming(("CRN", "Z000001"))
        let fact = try #require(fixture.translated().messages.first?.fact)
        guard case .unmerged(let unmerge) = fact else { return #expect(Bool(false), "no unmerge") }
        #expect(unmerge.person.identifiers.map(\.value) == ["Z000002"])
        #expect(unmerge.separated.map(\.value) == ["Z000001"])
    }

    @Test("case and prison number together are one person by this register's word; one alone links nothing")
    func identified() {
        let fixture = ProbationFixture("probation-case.prison-identifier.added")
        let linked = fixture.naming(("CRN", "Z000001"), ("NOMS", "Z0001ZZ")).translated()
        #expect(linked.types == [.personIdentified])
        #expect(linked.messages.first?.fact.person?.identifiers.map(\.kind) == [.crn, .noms])
        let alone = fixture.naming(("NOMS", "Z0001ZZ")).translated()
        #expect(alone.outcome == .ignored)
        #expect(alone.rules == ["probation.links-nothing"])
    }

    @Test("a number that fails its form is kept as unverified and the event still travels")
    func unverified() {
        let person = ProbationFixture("probation-case.engagement.created").naming(("CRN", "X08771")).translated()
            .messages.first?.fact.person
        #expect(person?.identifiers.map(\.value) == ["X08771"])
        #expect(person?.identifiers.map(\.isVerified) == [false])
    }

    @Test("an event about nobody, or two people, is refused")
    func whom() {
        let fixture = ProbationFixture("probation-case.engagement.created")
        #expect(fixture.with("personReference", nil).translated().rules == ["probation.no-identity"])
        #expect(fixture.naming(("PERSON", "1")).translated().rules == ["probation.no-identity"])
        #expect(
            fixture.naming(("CRN", "Z000001"), ("CRN", "Z000002")).translated().rules == ["probation.identity-conflict"]
        )
        #expect(fixture.withInformation("crn", "Z000002").translated().rules == ["probation.identity-conflict"])
    }

    // MARK: Details

    @Test("a change of address without an address wipes none: it says that one has to be fetched")
    func addressWithoutAddress() {
        let translation = ProbationFixture("probation-case.address.deleted").translated()
        guard case .detailsChanged(let change)? = translation.messages.first?.fact else {
            return #expect(Bool(false), "no change")
        }
        #expect(change.changed == .address)
        #expect(change.mustBeFetched)
        #expect(change.person.address == nil)
    }
}
