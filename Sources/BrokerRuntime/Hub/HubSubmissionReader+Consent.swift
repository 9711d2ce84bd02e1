import CanonicalModel
import Console

extension HubSubmissionReader {
    /// The answer of a person about sharing, with everything a review of it asks for (agreement reference 5.3).
    mutating func consent() -> Fact? {
        guard let state = optional("state").flatMap({ ConsentRecord.State(rawValue: $0) }) else {
            refuse("state", "Choose the person’s answer")
            return nil
        }
        let lapses = day("expires")
        let evidence = evidence
        let withdrawal = state == .withdrawn ? withdrawal() : nil
        return .consent(
            ConsentRecord(
                person: person, covers: optional("covers") ?? "", purpose: optional("purpose") ?? "",
                with: optional("with") ?? "", state: state, form: form, recordedBy: optional("by") ?? "",
                expiresAt: lapses.map { LondonTime.utc($0, secondOfDay: 0) },
                evidence: evidence == ConsentEvidence() ? nil : evidence,
                withdrawal: withdrawal,
                corrects: state == .enteredInError ? optional("corrects") : nil))
    }

    /// When the person decided: at noon of the day, which is the same day in UTC and in London.
    mutating func decidedAt(_ now: Timestamp) -> Timestamp {
        guard let day = day("decided"), day < LondonTime.day(of: now) else { return now }
        return LondonTime.utc(day, secondOfDay: 12 * 3_600)
    }

    private var evidence: ConsentEvidence {
        var evidence = ConsentEvidence()
        evidence.formReference = optional("form-reference")
        evidence.textVersion = optional("text-version")
        evidence.language = optional("language")
        evidence.channel = optional("channel").flatMap { .init(rawValue: $0) }
        evidence.takenByRole = optional("taken-by-role")
        evidence.takenByOrganisation = optional("taken-by-organisation")
        evidence.witness = optional("witness")
        evidence.place = optional("location").flatMap { .init(rawValue: $0) }
        evidence.capacity = optional("capacity").flatMap { .init(rawValue: $0) }
        evidence.capacityAssessedBy = optional("capacity-assessed-by")
        evidence.consequenceToldBy = optional("consequence-told-by")
        evidence.consequenceWording = optional("consequence-wording")
        return evidence
    }

    private mutating func withdrawal() -> ConsentWithdrawal? {
        let acknowledged = day("withdrawal-acknowledged").map { LondonTime.utc($0, secondOfDay: 12 * 3_600) }
        let withdrawal = ConsentWithdrawal(
            how: optional("withdrawal-how"), to: optional("withdrawal-to"), acknowledgedAt: acknowledged)
        return withdrawal == ConsentWithdrawal() ? nil : withdrawal
    }

    private var form: String? {
        switch optional("channel") {
        case "verbal-witnessed": "spoken"
        case nil: nil
        default: "written"
        }
    }
}
