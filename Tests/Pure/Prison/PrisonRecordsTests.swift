import CanonicalModel
import Formats
import PrisonTranslation
import Testing

/// Absences by the service that plans them, bookings, dates, licences, numbers (feeds.md 1.3).
@Suite struct PrisonRecordsTests {
    /// An event with nothing but a prisoner.
    func fixture(_ type: String) -> PrisonFixture {
        var fixture = PrisonFixture(type)
        fixture.information = ["nomsNumber": "Z0001ZZ"]
        return fixture
    }

    func translate(_ fixture: PrisonFixture) -> Translation { PrisonTranslator().translate(fixture.bare.item) }

    @Test(
        "the start and the end of an absence move somebody; plans and paperwork do not",
        arguments: [
            ("started", MessageType?.some(.absenceStarted)), ("completed", .absenceEnded), ("scheduled", nil),
            ("approved", nil), ("cancelled", nil), ("overdue", nil),
        ])
    func absences(what: String, type: MessageType?) {
        let translation = translate(fixture("person.temporary-absence." + what))
        #expect(translation.types == [type].compactMap { $0 })
        if type == nil { #expect(translation.rules == ["prison.absence-plan"]) }
        #expect(type == nil || translation.movement?.absence == .temporaryLicence)
    }

    @Test("an event that names its prisoner among the references alone needs no additionalInformation")
    func referencesAlone() {
        let body: JSONValue = [
            "eventType": "person.temporary-absence.started", "version": 1, "occurredAt": "2026-11-19T09:15:00Z",
            "personReference": ["identifiers": [["type": "NOMS", "value": "Z0001ZZ"]]],
        ]
        #expect(PrisonTranslator().translate(body.item).types == [.absenceStarted])
    }

    @Test("a restricted patient is in hospital and stays detained")
    func restrictedPatient() {
        #expect(translate(fixture("restricted-patients.patient.added")).types == [.custodyHospitalised])
        #expect(translate(fixture("restricted-patients.patient.removed")).rules == ["prison.restricted-patient"])
    }

    // MARK: Bookings

    @Test("a moved booking is told to both people it concerns, each under their own number")
    func bookingMoved() {
        let moved = fixture("prison-offender-events.prisoner.booking.moved").withInformation("nomsNumber", nil)
            .withInformation("movedFromNomsNumber", "Z0002ZZ").withInformation("movedToNomsNumber", "Z0001ZZ")
            .withInformation("bookingId", 1_234_567)
        let moves = translate(moved).messages.compactMap {
            if case .bookingMoved(let move) = $0.fact { move } else { nil }
        }
        #expect(moves.map(\.direction) == [.gained, .lost])
        #expect(moves.map { $0.person.identifiers.map(\.value) } == [["Z0001ZZ"], ["Z0002ZZ"]])
        #expect(moves.map { $0.others.map(\.value) } == [["Z0002ZZ"], ["Z0001ZZ"]])
        #expect(moves.map(\.booking) == ["1234567", "1234567"])
        #expect(Set(translate(moved).messages.map(\.id)).count == 2)
    }

    @Test("a booking that moves from nobody, or to where it was, is refused")
    func badMoves() {
        let event = fixture("prison-offender-events.prisoner.booking.moved")
        #expect(translate(event).rules == ["event.missing"])
        #expect(translate(event.withInformation("movedFromNomsNumber", "Z0001ZZ")).rules == ["prison.move-to-itself"])
    }

    // MARK: Dates

    @Test(
        "dates that changed have to be fetched: the event has none",
        arguments: [
            ("prison-offender-events.prisoner.sentence-dates-changed", CustodyDatesChange.Subject.sentenceDates),
            ("prisoner.sentence-dates-changed", .sentenceDates),
            ("prison-offender-events.prisoner.imprisonment-status-changed", .imprisonmentStatus),
            ("prison-offender-events.prisoner.fixed-term-recall.changed", .fixedTermRecall),
            ("prisoner.fixed-term-recall.changed", .fixedTermRecall), ("fixed-term-recall.changed", .fixedTermRecall),
            ("calculate-release-dates.prisoner.changed", .releaseDates),
        ])
    func datesChanged(type: String, subject: CustodyDatesChange.Subject) {
        let facts = translate(fixture(type)).messages.map(\.fact)
        guard case .custodyDatesChanged(let change)? = facts.first else { return #expect(Bool(false), "no change") }
        #expect(facts.count == 1)
        #expect(change.changed == subject)
        #expect(change.mustBeFetched)
    }

    @Test(
        "a day of release that an event does carry is a plan, never a release (FEED-04)",
        arguments: [
            ("confirmedReleaseDate", PlannedRelease.Kind.confirmed), ("automaticReleaseDate", .automatic),
            ("conditionalReleaseDate", .conditional), ("homeDetentionCurfewActualDate", .homeDetentionCurfew),
            ("actualParoleDate", .parole), ("postRecallReleaseDate", .postRecall), ("releaseDate", .unspecified),
        ])
    func planned(member: String, kind: PlannedRelease.Kind) {
        let event = fixture("calculate-release-dates.prisoner.changed").withInformation(member, "2026-12-18")
        let facts = translate(event).messages.map(\.fact)
        guard facts.count == 2, case .custodyDatesChanged(let change) = facts[0],
            case .releasePlanned(let plan) = facts[1]
        else { return #expect(Bool(false), "no plan") }
        #expect(!change.mustBeFetched)
        #expect(plan.kind == kind)
        #expect(plan.plannedDate == CalendarDate("2026-12-18"))
    }

    @Test(
        "a planned day that the calendar lacks is refused: a team would prepare for another",
        arguments: ["2027-02-29", "soon"])
    func badPlan(day: String) {
        let event = fixture("calculate-release-dates.prisoner.changed").withInformation("releaseDate", .string(day))
        #expect(translate(event).rules == ["prison.date"])
    }

    // MARK: Licences and numbers

    @Test(
        "a licence links the prison and the probation number", arguments: [("activated", true), ("inactivated", false)])
    func licence(what: String, isActive: Bool) {
        var event = PrisonFixture("create-and-vary-a-licence.licence." + what).with(
            "personReference",
            ["identifiers": [["type": "CRN", "value": "Z000001"], ["type": "NOMS", "value": "Z0001ZZ"]]])
        event.information = ["licenceId": 4_711]
        guard case .licence(let change)? = translate(event).messages.first?.fact else {
            return #expect(Bool(false), "no licence")
        }
        #expect(change.isActive == isActive)
        #expect(change.licence == "4711")
        #expect(change.person.identifiers.map(\.kind) == [.noms, .crn])
    }

    @Test("a reference that is prose is left out with a warning")
    func prose() {
        let event = fixture("create-and-vary-a-licence.licence.activated").withInformation(
            "licenceId", "Zebedee Canary's")
        #expect(translate(event).types == [.licenceActivated])
        #expect(translate(event).rules == ["prison.reference"])
    }

    @Test("NDelius's link of two numbers is taken from this feed too; one number links nothing")
    func identified() {
        let event = fixture("probation-case.prison-identifier.added")
        #expect(translate(event).rules == ["prison.links-nothing"])
        let both: JSONValue = [
            "identifiers": [["type": "CRN", "value": "Z000001"], ["type": "NOMS", "value": "Z0001ZZ"]]
        ]
        #expect(translate(event.with("personReference", both)).types == [.personIdentified])
    }
}
