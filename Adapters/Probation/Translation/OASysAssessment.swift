import CanonicalModel
import DomainEvents
import Formats

/// One assessment of an OASys document.
struct OASysAssessment {
    /// The status as OASys writes it.
    private enum Status: String {
        case complete = "COMPLETE"
        case completed = "COMPLETED"
        case locked = "LOCKED_INCOMPLETE"
        case incomplete = "INCOMPLETE"
        case open = "OPEN"
        case superseded = "SUPERSEDED"

        var meaning: RiskAssessment.Status {
            switch self {
            case .complete, .completed: .complete
            case .locked, .incomplete, .open: .incomplete
            case .superseded: .superseded
            }
        }
    }

    /// What `read` shows.
    static let shownKeys: Set<String> = [
        "assessmentPk", "assessmentType", "assessmentStatus", "dateCompleted", "initiationDate",
    ]

    /// Its place in the document.
    let position: Int
    /// When it was completed, or else begun.
    let time: Timestamp
    /// What looked odd and did no harm.
    let warnings: [FormatError]
    private let status: RiskAssessment.Status
    private let layer: String
    private let number: String?
    private let day: CalendarDate
    private let scores: [RiskAssessment.Score]

    /// Reads an assessment.
    init(_ reader: EventReader, position: Int) throws(FormatError) {
        self.position = position
        let status: Status = try reader.word("assessmentStatus", rule: "probation.unknown-status")
        self.status = status.meaning
        layer = try reader.optionalText("assessmentType") ?? ""
        number = try reader.optionalText("assessmentPk", atMost: ProbationEventReader.maxAssessmentBytes)
        let completed = try Self.moment(reader, "dateCompleted")
        let begun = try Self.moment(reader, "initiationDate")
        guard let moment = completed ?? begun else {
            throw FormatError(
                path: reader.path + "/initiationDate", rule: "event.missing", message: "The assessment has no date.",
                remedy: "Send initiationDate, and dateCompleted once it is complete.")
        }
        (time, day) = moment
        let found = try RiskScores(reader.object, path: reader.path)
        let undated = status.meaning == .complete && completed == nil ? FormatError.undated(reader.path) : nil
        warnings = [undated, found.unknownScores].compactMap { $0 }
        scores = try found.scores(RiskMember.levels + RiskMember.predictors)
    }

    /// The places of the assessments that stand: of each type the one completed last, of two completed at once the one with
    /// the later number.
    static func latest(of all: [OASysAssessment]) -> Set<Int> {
        let complete = Dictionary(grouping: all.filter { $0.status == .complete }, by: \.layer)
        return Set(complete.values.compactMap { $0.max(by: isEarlier)?.position })
    }

    private static func isEarlier(_ left: OASysAssessment, _ right: OASysAssessment) -> Bool {
        (left.time, left.rank, left.position) < (right.time, right.rank, right.position)
    }

    private var rank: Int { number.flatMap { Int($0) } ?? 0 }

    /// The fact; a complete assessment that is not the latest is superseded.
    func fact(about person: Person, isLatest: Bool) -> RiskAssessment {
        RiskAssessment(
            person: person, tool: .oasys, status: status == .complete && !isLatest ? .superseded : status,
            scores: scores,
            assessedOn: day, assessment: number)
    }

    /// A moment as OASys writes it: with an offset, in London's time, or as a day alone.
    private static func moment(
        _ reader: EventReader, _ key: String
    ) throws(FormatError) -> (Timestamp, CalendarDate)? {
        guard let text = try reader.optionalText(key) else { return nil }
        guard let day = WrittenDay.read(text) else {
            throw FormatError(
                path: reader.path + "/" + key, rule: "probation.date", message: "The date is in no form that is known.",
                remedy: "Write it as 2026-11-20T09:15:00 or 2026-11-20.")
        }
        let instant = Timestamp(String(text.prefix { $0 != "[" }))
        return (instant ?? LondonTime.utc(day, secondOfDay: LocalTime.read(text.dropFirst(11)) ?? 0), day)
    }
}

extension FormatError {
    fileprivate static func undated(_ path: String) -> FormatError {
        FormatError(
            path: path + "/dateCompleted", rule: "probation.completion-date",
            message: "The assessment is complete and has no date of completion; the date it began was taken.",
            remedy: "Send dateCompleted.")
    }
}
