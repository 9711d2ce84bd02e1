internal import AgreementEngine
internal import CanonicalModel
internal import SchemeEngine

/// Makes the hub's tasks of what a scheme says; every one has an owner, a deadline, a deputy and a ladder (DESIGN decision 18).
struct SchemeTaskMaker {
    let scheme: SchemeRouter
    let assessment: SchemeAssessment
    let nominal: Nominal
    let cause: String
    let now: Timestamp

    /// Everything that somebody has to do now.
    var tasks: [HubTask] { asked + incomplete + candidates + flags }

    /// The tasks of the pack's own rules; one about a decision that waits is told with what is missing.
    private var asked: [HubTask] {
        assessment.tasks.filter { decision(heldBy: $0) == nil }.map { task(.schemeTask, about: $0.key, $0) }
    }

    private var incomplete: [HubTask] {
        held.map { incomplete in
            let own = assessment.tasks.first { decision(heldBy: $0) == incomplete.decision }
            return task(
                .completeDecision, about: incomplete.decision, kind: HubTask.Kind.completeDecision.rawValue,
                sentence: Self.sentence(incomplete), rule: incomplete.missing.first?.rule ?? "scheme.incomplete",
                owner: own?.owner ?? scheme.firstRole, due: own?.due ?? HubTask.Kind.completeDecision.due(after: now))
        }
    }

    /// The decisions that wait, each once with everything it lacks: the rules of selection and those of de-selection may each
    /// hold the same one.
    private var held: [IncompleteDecision] {
        var merged = [IncompleteDecision]()
        for incomplete in assessment.incomplete where isHeld(incomplete) {
            guard let index = merged.firstIndex(where: { $0.decision == incomplete.decision }) else {
                merged.append(incomplete)
                continue
            }
            merged[index].missing += incomplete.missing.filter { !merged[index].missing.contains($0) }
            merged[index].isRefused = merged[index].isRefused || incomplete.isRefused
        }
        return merged
    }

    /// A place on the agenda and nothing else; a neighbourhood team never hears of a candidate.
    private var candidates: [HubTask] {
        let asked = Set((assessment.tasks + assessment.done).map(\.rule))
        return assessment.candidates.filter { !asked.contains($0.rule) }.map {
            task(
                .considerCandidate, about: "\($0.rule) \($0.cohort) \($0.since)", kind: "consider-candidate",
                sentence: Self.sentence($0), rule: $0.rule, owner: scheme.firstRole,
                due: HubTask.Kind.considerCandidate.due(after: $0.since))
        }
    }

    /// Teams that were told to take the flag down and have not said that they did (CLV 8.23; DESIGN decision 16).
    private var flags: [HubTask] {
        let confirmed = confirmedNotices
        return nominal.ledger.entries.sorted { $0.key.order < $1.key.order }.compactMap { key, entry in
            guard key.topic == .standing, entry.value == Standing.ended.rawValue, let notice = entry.notice,
                !confirmed.contains(notice), scheme.directory.recipient(key.recipient)?.isTeam ?? false
            else { return nil }
            return HubTask(.confirmFlags, about: notice, cause: cause, raisedAt: now)
        }
    }

    private var confirmedNotices: Set<String> {
        Set(
            nominal.history.records(.flagsWithdrawn).compactMap {
                if case .flagsWithdrawn(let withdrawal) = $0.fact { withdrawal.notice } else { nil }
            })
    }
}

extension SchemeTaskMaker {
    /// Whether a decision still waits: not one that stands because it was told, nor one that a later one made good.
    private func isHeld(_ incomplete: IncompleteDecision) -> Bool {
        guard nominal.history.reading.held.contains(incomplete.decision) else { return false }
        return !nominal.history.isMadeGood(incomplete.decision)
    }

    /// The decision that a task of the pack is about, when it is one that waits.
    private func decision(heldBy task: SchemeTask) -> String? {
        assessment.incomplete.map(\.decision).first { task.key.hasSuffix(" " + $0) }
    }

    private func task(_ kind: HubTask.Kind, about subject: String, _ task: SchemeTask) -> HubTask {
        var made = self.task(
            kind, about: subject, kind: task.kind, sentence: task.sentence, rule: task.rule, owner: task.owner,
            deputy: task.deputy, due: task.due)
        made.detail?.scheme?.isDoneByWord = task.isDoneByWord
        return made
    }

    private func task(
        _ word: HubTask.Kind, about subject: String, kind: String, sentence: String, rule: String, owner: String,
        deputy: String? = nil, due: Timestamp
    ) -> HubTask {
        var task = HubTask(word, about: subject, cause: cause, raisedAt: now)
        let role = scheme.role(owner)
        task.detail = HubTask.Detail(
            rule: rule, to: owner, proposal: nil,
            scheme: SchemeWording(
                kind: kind, sentence: sentence, deputy: deputy ?? role?.deputy, supervisor: role?.supervisor, due: due))
        return task
    }

    private static func sentence(_ incomplete: IncompleteDecision) -> String {
        let missing = incomplete.missing.map(\.what).joined(separator: "; ")
        return incomplete.isRefused
            ? "A decision breaks a rule of the scheme that no further word can mend: \(missing)."
            : "A decision waits until it is recorded with what is missing: \(missing)."
    }

    private static func sentence(_ candidate: Candidate) -> String {
        let score = candidate.score.map { " Score \($0)\(candidate.matrix.map { " by " + $0 } ?? "")." } ?? ""
        let alone = candidate.isIntelligenceAlone ? " It rests on police intelligence alone." : ""
        return "Consider a candidate for \(candidate.cohort) at the panel.\(score)\(alone)"
    }
}

extension SchemeRouter {
    /// The first role of the pack: whose a task is that no rule gives to anybody.
    var firstRole: String { scheme.pack.roles.first?.id ?? directory.hub.owner.id }

    func role(_ id: String) -> SchemeRole? { scheme.pack.roles.first { $0.id == id } }
}

extension HubTask.Kind {
    func due(after instant: Timestamp) -> Timestamp { instant.adding(seconds: dueWithinSeconds) }
}

extension NominalHistory {
    /// Whether a decision that waits was recorded again, whole.
    func isMadeGood(_ decision: String) -> Bool {
        let held = reading.held
        if let own = selections[decision] {
            return selections.values.contains {
                $0.stamp.message != decision && !held.contains($0.stamp.message)
                    && $0.stamp.recorded >= own.stamp.recorded
                    && $0.decision.cohort == own.decision.cohort
            }
        }
        if let own = deselections[decision] {
            return deselections.values.contains {
                $0.stamp.message != decision && !held.contains($0.stamp.message)
                    && $0.stamp.recorded >= own.stamp.recorded
                    && $0.cohort == own.cohort
            }
        }
        return Self.isMadeGood(decision, among: ratings, held) || Self.isMadeGood(decision, among: changes, held)
            || Self.isMadeGood(decision, among: dormancies, held)
    }

    private static func isMadeGood<Value>(
        _ decision: String, among all: [String: Register<Value>], _ held: Set<String>
    ) -> Bool {
        guard let own = all[decision] else { return false }
        return all.contains {
            $0.key != decision && !held.contains($0.key) && $0.value.stamp.recorded >= own.stamp.recorded
        }
    }
}
