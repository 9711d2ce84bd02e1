public import AgreementEngine
import CanonicalModel
public import RecordStore
import Routing
public import SchemeEngine

/// Fills a report's input from the record: what the broker knows of each person, and nothing of who they are.
public struct ReportBuilder: Sendable {
    private let teams: Set<String>

    /// A builder for a partnership.
    public init(_ directory: PartnershipDirectory) {
        teams = Set(directory.recipients.filter(\.isTeam).map(\.id))
    }

    /// Reads everybody who was ever on a cohort.
    public func input(_ reader: StoreReader) throws -> ReportInput {
        var input = ReportInput()
        for nominal in try reader.standingNominals() {
            let (history, grounds) = try reader.historyWithGrounds(of: nominal)
            if !history.selections.isEmpty { input.people.append(ReportInput.Person(history, grounds: grounds)) }
        }
        input.notices = try reader.noticeOutcomes().compactMap(notice)
        return input
    }

    /// The kinds that a panel's decision causes; custody and court notices follow feeds and are not what Cleveland 8.23 is about.
    private static let kinds: Set<String> = [
        NoticeKind.selection.rawValue, NoticeKind.deselection.rawValue, NoticeKind.ragEscalation.rawValue,
        NoticeKind.ragReduction.rawValue, NoticeKind.stopVisits.rawValue,
    ]

    private func notice(_ outcome: NoticeOutcome) -> ReportInput.Notice? {
        guard teams.contains(outcome.recipient), Self.kinds.contains(outcome.kind), let due = outcome.dueAt else {
            return nil
        }
        return ReportInput.Notice(
            team: outcome.recipient, kind: outcome.kind, decidedAt: outcome.decidedAt, dueAt: due,
            acknowledgedAt: outcome.acknowledgedAt)
    }
}
