import CanonicalModel
import DomainEvents
import Formats

/// Events in which nobody moves: numbers, bookings, dates, licences.
extension PrisonEventReader {
    private static let bookingKeys = ["bookingNumber", "bookingId"]
    private static let maxBookingBytes = 16
    private static let maxLicenceBytes = 24

    /// Two records became one.
    ///
    /// The description names the numbers the wrong way round, so only the members count.
    mutating func merged() throws(FormatError) -> Fact {
        try requireInformation()
        let removed = try otherNumber(["removedNomsNumber"])
        let person = try person(alsoNamed: removed)
        guard !person.identifiers.contains(removed) else {
            throw FormatError(
                path: information.path + "/removedNomsNumber", rule: "prison.merge-with-itself",
                message: "The number kept and the number given up are the same.",
                remedy: "Send the kept number as nomsNumber and the other as removedNomsNumber.")
        }
        return .merged(PersonMerge(person: person, removed: [removed]))
    }

    /// A stay was booked under the wrong number: a message for the one who has it now, and one for the one who had it.
    mutating func bookingMoved() throws(FormatError) -> [Fact] {
        try requireInformation()
        let old = try otherNumber(["movedFromNomsNumber", "removedNomsNumber"])
        let person = try person(alsoNamed: old, in: ["movedToNomsNumber"] + Self.numberKeys)
        guard let new = person.identifiers.first(where: { $0.kind == .noms }), new != old else {
            throw FormatError(
                path: information.path + "/movedFromNomsNumber", rule: "prison.move-to-itself",
                message: "The booking moves from a number to the same number.",
                remedy: "Send the old number as movedFromNomsNumber and the new as movedToNomsNumber.")
        }
        let booking = try reference(Self.bookingKeys, atMost: Self.maxBookingBytes)
        return [
            .bookingMoved(BookingMove(person: person, direction: .gained, others: [old], booking: booking)),
            .bookingMoved(
                BookingMove(person: Person(identifiers: [old]), direction: .lost, others: [new], booking: booking)),
        ]
    }

    /// Dates changed: a plan for each day that is told, or the news that they have to be fetched.
    mutating func datesChanged(_ subject: CustodyDatesChange.Subject) throws(FormatError) -> [Fact] {
        let person = try person()
        let establishment = try establishment()
        var plans: [Fact] = []
        for member in ReleaseDateMember.all {
            guard let day = try day(member.key) else { continue }
            plans.append(
                .releasePlanned(
                    PlannedRelease(person: person, plannedDate: day, kind: member.kind, establishment: establishment)))
        }
        let booking = try reference(Self.bookingKeys, atMost: Self.maxBookingBytes)
        return [
            .custodyDatesChanged(
                CustodyDatesChange(person: person, changed: subject, booking: booking, mustBeFetched: plans.isEmpty))
        ] + plans
    }

    /// A licence came into force or went out of it.
    mutating func licence(isActive: Bool) throws(FormatError) -> Fact {
        let person = try person()
        let licence = try reference(["licenceId"], atMost: Self.maxLicenceBytes)
        return .licence(LicenceChange(person: person, isActive: isActive, licence: licence))
    }

    /// NDelius was told whose prison number belongs to a case; nil when only one number is named.
    mutating func identified() throws(FormatError) -> Fact? {
        let person = try person()
        guard person.identifiers.count > 1 else { return nil }
        let booking = try reference(Self.bookingKeys, atMost: Self.maxBookingBytes)
        return .identified(PersonIdentification(person: person, booking: booking))
    }

    /// The number of another record than the event's person.
    private func otherNumber(_ keys: [String]) throws(FormatError) -> PersonIdentifier {
        guard let number = try identifier(keys) else {
            throw FormatError(
                path: information.path + "/" + keys[0], rule: "event.missing",
                message: "The number that gives something up is absent.", remedy: "Send it.")
        }
        return number
    }

    /// A planned day: refused when it is no day, for a team would prepare for another.
    private func day(_ key: String) throws(FormatError) -> CalendarDate? {
        guard let text = try information.optionalText(key) else { return nil }
        guard let day = WrittenDay.read(text) else {
            throw FormatError(
                path: information.path + "/" + key, rule: "prison.date",
                message: "The date of release is no calendar day.",
                remedy: "Write it as 2026-11-20.")
        }
        return day
    }
}
