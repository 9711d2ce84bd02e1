import CanonicalModel
import DomainEvents
import Formats

/// Cases, numbers and recall decisions (feeds.md 2.2).
extension ProbationEventReader {
    private static let maxEventNumberBytes = 8
    private static let maxBookingBytes = 16

    /// Supervision starts or ends.
    mutating func supervision(
        _ scope: SupervisionChange.Scope, isStart: Bool, ground: SupervisionChange.Ground?
    ) throws(FormatError) -> Fact {
        let person = try person()
        let number =
            scope == .sentence ? try code(["eventNumber", "EventNumber"], atMost: Self.maxEventNumberBytes) : nil
        return .supervision(
            SupervisionChange(person: person, isStart: isStart, scope: scope, ground: ground, eventNumber: number))
    }

    /// Two cases became one: the target stays.
    func merged() throws(FormatError) -> Fact {
        let removed = try requiredIdentifier("sourceCRN")
        let kept = try requiredIdentifier("targetCRN")
        guard kept != removed else { throw .sameNumber(information.path + "/sourceCRN") }
        return .merged(PersonMerge(person: try person(kept, alsoNamed: removed), removed: [removed]))
    }

    /// One case became two again.
    func unmerged() throws(FormatError) -> Fact {
        let reactivated = try requiredIdentifier("reactivatedCRN")
        let other = try requiredIdentifier("unmergedCRN")
        guard reactivated != other else { throw .sameNumber(information.path + "/unmergedCRN") }
        // A prison number among the references may be either one's.
        return .unmerged(PersonUnmerge(person: Person(identifiers: [reactivated]), separated: [other]))
    }

    /// Which prison number is a case's; nil when only one number is named.
    mutating func identified() throws(FormatError) -> Fact? {
        let person = try person()
        guard person.identifiers.count > 1 else { return nil }
        let booking = try code(["bookingNumber", "bookingId"], atMost: Self.maxBookingBytes)
        return .identified(PersonIdentification(person: person, booking: booking))
    }

    /// What a manager decided about a recall.
    private enum ContactOutcome: String {
        case recall = "DECISION_TO_RECALL"
        case noRecall = "DECISION_NOT_TO_RECALL"
    }

    /// A recall decided, either way; the description is not read, for it says "Recall" beside both (feeds.md 2.2).
    func recallDecided() throws(FormatError) -> Fact {
        let person = try person()
        let outcome: ContactOutcome = try information.word("contactOutcome", rule: "probation.unknown-decision")
        return .recall(RecallDecision(person: person, isDeclined: outcome == .noRecall))
    }
}

extension FormatError {
    fileprivate static func sameNumber(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "probation.merge-with-itself", message: "The two case numbers are the same.",
            remedy: "Send the two different numbers.")
    }
}
