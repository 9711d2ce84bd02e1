import CanonicalModel
import RecordStore
import Routing
import SchemeEngine

/// What a scheme proposed, held and asked about each person, for the report.
struct SchemeFigures: Sendable {
    private let router: ContentBasedRouter
    private let evaluator: SchemeEvaluator
    private let candidateRules: Set<String>
    private let now: Timestamp
    /// How the case file names the colour that a selection gave.
    private static let bundledColour = "#rag"
    /// A decision may have been recorded by a clock that runs a little ahead of the core's.
    private static let clockAllowance = Fact.clockAllowanceSeconds

    /// - Returns: nil where no scheme is chosen.
    init?(_ partnership: Partnership, now: Timestamp) {
        guard let pack = partnership.scheme?.pack else { return nil }
        router = partnership.router
        evaluator = SchemeEvaluator(pack)
        candidateRules = Set(pack.selection.candidates.map(\.header.id))
        self.now = now
    }

    /// A record as the scheme has it: a decision that waits has made nobody a member.
    func read(_ nominal: Nominal) -> Nominal { router.readNow(nominal, now: now) }

    /// Adds what the scheme knows of somebody.
    ///
    /// - Parameters:
    ///   - person: without it.
    ///   - nominal: the record, read by the scheme.
    ///   - tasks: that the scheme raised about it, open or over.
    func fill(_ person: inout ReportInput.Person, _ nominal: Nominal, _ tasks: [SchemeTaskOutcome]) {
        guard let file = router.caseFile(of: nominal) else { return }
        person.proposals = evaluator.proposals(file, now: now)
        person.decisions = decisions(file, tasks)
        person.candidacies = tasks.filter(isCandidacy).map { candidacy($0, file) }
    }

    /// What a selection says of the colour is part of it, and not another decision.
    private func decisions(_ file: CaseFile, _ tasks: [SchemeTaskOutcome]) -> [ReportInput.Decision] {
        let held = Dictionary(
            tasks.filter { $0.kind == .completeDecision }.map { (HubTask.subject(of: $0.key), $0) },
            uniquingKeysWith: { first, _ in first })
        return file.decisions.filter { !$0.id.hasSuffix(Self.bundledColour) }.map { decision in
            let task = held[decision.id]
            return ReportInput.Decision(
                at: decision.recorded, matter: decision.matter.words, heldAt: task?.raisedAt,
                completedAt: task?.closedAt)
        }
    }

    // MARK: Candidates

    private func isCandidacy(_ task: SchemeTaskOutcome) -> Bool {
        let words = task.words
        return task.kind == .considerCandidate
            || task.kind == .schemeTask && words.count >= 4 && candidateRules.contains(words[words.count - 3])
    }

    private func candidacy(_ task: SchemeTaskOutcome, _ file: CaseFile) -> ReportInput.Candidacy {
        let since = task.words.last.flatMap { Timestamp($0) } ?? task.raisedAt
        let isDecided = task.closedAt.map { closed in
            file.decisions.contains {
                $0.matter.settlesCandidacy && since <= $0.recorded
                    && $0.recorded <= closed.adding(seconds: Self.clockAllowance)
            }
        }
        return ReportInput.Candidacy(at: task.raisedAt, endedAt: task.closedAt, isLapsed: isDecided == false)
    }
}

extension PanelDecision.Matter {
    /// Whether somebody is no candidate any more because a panel decided.
    fileprivate var settlesCandidacy: Bool {
        switch self {
        case .select, .changeCohort, .decline: true
        default: false
        }
    }

    /// The word that people read.
    fileprivate var words: String {
        switch self {
        case .select: "selection"
        case .changeCohort: "change of cohort"
        case .deselect: "de-selection"
        case .makeDormant: "dormant list"
        case .decline: "not selected"
        case .rate: "colour"
        case .strand: "strand"
        case .review: "review"
        }
    }
}
