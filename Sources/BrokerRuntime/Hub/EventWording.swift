import CanonicalModel
import Routing

/// The title under which the hub's timeline shows a message.
enum EventWording {
    /// "Arrest recorded", by the message's type; a type this table forgot shows its own words.
    static func title(of fact: Fact) -> String {
        if case .taskDone(let done) = fact { return "Task closed: " + HubTask.name(of: done.task) }
        let type = fact.type.rawValue
        let name = type.hasSuffix(".v1") ? String(type.dropLast(3)) : type
        return titles[name] ?? name.replacing(".", with: " ").replacing("-", with: " ").capitalisedFirst
    }

    /// Who said that a task is done, as what, and how it ended; nil for any other message.
    static func word(of fact: Fact) -> String? {
        guard case .taskDone(let done) = fact else { return nil }
        let note = done.note.map { ". \($0)" } ?? ""
        return "\(done.outcome.past.capitalisedFirst), said \(done.doneBy) as \(done.post.replacing("-", with: " "))\(note)"
    }

    /// Whether a person decided it, rather than an agency reported it.
    static func isDecision(_ fact: Fact) -> Bool {
        let type = fact.type.rawValue
        return [".decided.", "consent.", "cohort.changed", "candidate.declined", "review.held", "strand.", "task.done"].contains { type.contains($0) }
    }

    /// "Told to stop visits", by a notice's kind.
    static func title(ofNotice kind: String) -> String { notices[kind] ?? "Told: " + kind.replacing("-", with: " ") }

    private static let notices = [
        "selection": "Told of the selection", "deselection": "Told of the de-selection", "stop-visits": "Told to stop visits",
        "rag-escalation": "Told of a rise in colour", "rag-reduction": "Told of a fall in colour",
        "custody": "Told where the person is", "court-result": "Told of a court result",
        "recalled": "An earlier notice was withdrawn",
    ]

    private static let titles = [
        "court.hearing.resulted": "Court result", "court.hearing.listed": "Hearing listed",
        "court.hearing.cancelled": "Hearing cancelled", "court.warrant.issued": "Warrant issued",
        "court.warrant.withdrawn": "Warrant withdrawn", "custody.received": "Received into prison",
        "custody.released": "Released from prison", "custody.absence.started": "Left prison for a time",
        "custody.absence.ended": "Back in prison", "custody.transferred": "Moved to another prison",
        "custody.absconded": "Absconded", "custody.hospitalised": "Taken to hospital, still detained",
        "custody.removed": "Removed from the country", "custody.departed": "Left prison; how is not known",
        "custody.booking.moved": "Prison record moved", "custody.dates.changed": "Prison dates changed",
        "custody.release.planned": "Release planned", "licence.activated": "Licence began",
        "licence.inactivated": "Licence ended", "person.died": "Death reported",
        "person.merged": "Records united by their register", "person.unmerged": "Records parted by their register",
        "person.linked": "Held item given to this record", "registration.added": "Registered by probation",
        "registration.updated": "Registration changed", "registration.removed": "Registration ended",
        "registration.retracted": "Registration deleted as an error", "access.limited": "Access to the record limited",
        "access.lifted": "Limit on access lifted", "supervision.started": "Supervision began",
        "supervision.ended": "Supervision ended", "person.identified": "Identity confirmed",
        "person.details.changed": "Details changed", "licence.recalled": "Recalled", "recall.declined": "Recall declined",
        "risk.assessed": "Risk assessed", "address.changed": "Address changed",
        "police.arrest.recorded": "Arrest", "police.charge.recorded": "Charge",
        "police.disposal.recorded": "Police disposal", "police.remand.recorded": "Remanded by police",
        "police.release.recorded": "Released by police", "police.intelligence.submitted": "Police intelligence",
        "police.crime.recorded": "Crime recorded",
        "nomination.made": "Nominated", "selection.decided": "Selected", "deselection.decided": "De-selected",
        "rag.decided": "Colour decided", "consent.recorded": "Answer about sharing", "youth.assessed": "Youth assessment",
        "treatment.reported": "Treatment report", "monitoring.event.recorded": "Electronic monitoring event",
        "appointment.attended": "Appointment kept", "appointment.missed": "Appointment missed",
        "breach.started": "Breach proceedings began", "plan.updated": "Plan changed", "strand.decided": "Strand decided",
        "cohort.changed": "Moved to another cohort", "candidate.declined": "Considered and not selected",
        "review.held": "Reviewed", "dormancy.decided": "Moved to the dormant list", "visit.planned": "Visit planned",
        "exit.interviewed": "Exit interview", "flags.withdrawn": "Flags withdrawn",
        "intelligence.feedback": "Feedback on intelligence", "roster.reported": "Team confirmed its list",
    ]
}

extension String {
    /// "visit planned" → "Visit planned".
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
