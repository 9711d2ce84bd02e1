import CanonicalModel
import Console

extension HubSubmissionReader {
    /// The answer of a person about sharing.
    mutating func consent() -> Fact? {
        guard let state = optional("state").flatMap({ ConsentRecord.State(rawValue: $0) }) else {
            refuse("state", "Choose the person’s answer")
            return nil
        }
        let lapses = day("expires")
        return .consent(
            ConsentRecord(
                person: person, covers: optional("covers") ?? "", purpose: optional("purpose") ?? "",
                with: optional("with") ?? "", state: state, form: form, recordedBy: optional("by") ?? "",
                expiresAt: lapses.map { LondonTime.utc($0, secondOfDay: 0) }))
    }

    /// When the person decided: at noon of the day, which is the same day in UTC and in London.
    mutating func decidedAt(_ now: Timestamp) -> Timestamp {
        guard let day = day("decided"), day < LondonTime.day(of: now) else { return now }
        return LondonTime.utc(day, secondOfDay: 12 * 3_600)
    }

    private var form: String? {
        switch optional("channel") {
        case "verbal-witnessed": "spoken"
        case nil: nil
        default: "written"
        }
    }
}
