public import AgreementEngine
public import CanonicalModel
public import RecordStore
import Routing
public import SchemeEngine

/// Fills a report's input from the record: what the broker knows of each person, and nothing of who they are.
public struct ReportBuilder: Sendable {
    private let teams: [String: String]
    private let scheme: SchemeFigures?
    private let knownAt: Timestamp?

    /// A builder that reads the record as if no scheme were chosen and everything had come of every notice: decisions stand as
    /// they were recorded, and strangers are nobody's. A rehearsal holds it against an account that knows nothing else.
    public init(_ directory: PartnershipDirectory) {
        teams = directory.teamNames
        (scheme, knownAt) = (nil, nil)
    }

    /// A builder for a partnership with the scheme that it chose, if any.
    ///
    /// - Parameters:
    ///   - partnership: the agreement, the scheme and the directory in force.
    ///   - now: when the record is read.
    public init(_ partnership: Partnership, now: Timestamp) {
        teams = partnership.directory.teamNames
        scheme = SchemeFigures(partnership, now: now)
        knownAt = now
    }

    /// Reads everybody who was ever on a cohort.
    public func input(_ reader: StoreReader) throws -> ReportInput {
        var input = ReportInput()
        let tasks = scheme == nil ? [] : try reader.schemeTasks()
        let byRecord = Dictionary(grouping: tasks) { $0.nominal ?? 0 }
        for number in try reader.standingNominals() {
            if let person = try person(number, byRecord[number] ?? [], reader) { input.people.append(person) }
        }
        input.notices = try reader.noticeOutcomes().compactMap(notice)
        if knownAt != nil { input.strangers = try reader.strangerCounts().compactMap(ReportInput.StrangerTally.init) }
        input.tasks = tasks.compactMap(ReportInput.Task.init)
        input.teamNames = teams
        (input.hasScheme, input.knownAt) = (scheme != nil, knownAt)
        return input
    }

    private func person(
        _ number: Int64, _ tasks: [SchemeTaskOutcome], _ reader: StoreReader
    ) throws -> ReportInput.Person? {
        guard let scheme else {
            let history = try reader.history(of: number)
            return history.selections.isEmpty
                ? nil : ReportInput.Person(history, grounds: try reader.grounds(of: number, history))
        }
        let nominal = scheme.read(try reader.toldNominal(number))
        guard !nominal.history.selections.isEmpty else { return nil }
        var person = ReportInput.Person(nominal.history, grounds: try reader.grounds(of: number, nominal.history))
        scheme.fill(&person, nominal, tasks)
        return person
    }

    /// The kinds that a panel's decision causes; custody and court notices follow feeds and are not what Cleveland 8.23 is about.
    private static let kinds: Set<String> = [
        NoticeKind.selection.rawValue, NoticeKind.deselection.rawValue, NoticeKind.ragEscalation.rawValue,
        NoticeKind.ragReduction.rawValue, NoticeKind.stopVisits.rawValue,
    ]

    private func notice(_ outcome: NoticeOutcome) -> ReportInput.Notice? {
        guard teams[outcome.recipient] != nil, Self.kinds.contains(outcome.kind), let due = outcome.dueAt else {
            return nil
        }
        return ReportInput.Notice(
            team: outcome.recipient, kind: outcome.kind, decidedAt: outcome.decidedAt, dueAt: due,
            acknowledgedAt: outcome.acknowledgedAt)
    }
}

extension PartnershipDirectory {
    /// The names of the neighbourhood teams, by id.
    fileprivate var teamNames: [String: String] {
        Dictionary(recipients.filter(\.isTeam).map { ($0.id, $0.name) }) { first, _ in first }
    }
}

extension ReportInput.StrangerTally {
    fileprivate init?(_ count: StrangerCount) {
        let outcome: Outcome =
            switch count.outcome {
            case .proposed: .proposed
            case .selected: .selected
            case .declined: .declined
            }
        self.init(month: ReportMonth(of: count.month), outcome: outcome, count: count.count)
    }
}

extension ReportInput.Task {
    /// A task of the pack's rules; decisions that wait and candidates are counted as what they are.
    fileprivate init?(_ outcome: SchemeTaskOutcome) {
        guard outcome.kind == .schemeTask, let kind = outcome.words.dropFirst().first else { return nil }
        self.init(
            kind: kind.split(separator: "-").joined(separator: " "),
            isReview: kind.split(separator: "-").contains("review"),
            raisedAt: outcome.raisedAt, dueAt: outcome.dueAt, closedAt: outcome.closedAt)
    }
}

extension SchemeTaskOutcome {
    /// The words of its key: the hub's kind, for a task of the pack its own kind, and the occasion.
    var words: [String] { key.split(separator: " ").map(String.init) }
}
