public import CanonicalModel

/// A task that a duty of the agreement calls for now.
public struct DutyOrder: Sendable, Hashable {
    /// The duty.
    public var rule: String
    /// What the duty has raised.
    public var task: DutyTask
    /// Facts that the duty asks for and nobody knows: the task is raised without its proposal, to find them out.
    public var unknown: [String]
    /// Whether the event reverses what the duty raised before.
    public var isReversal: Bool
}

/// What a duty of the agreement demands to be stated now, and nobody has stated to the broker.
public struct DutyRequirement: Sendable, Hashable {
    /// The duty.
    public var rule: String
    /// What has to be stated, or each ground that has to be checked, in the words of the agreement.
    public var words: [String]
    /// Facts that the duty asks for and nobody knows.
    public var unknown: [String]
}

extension PolicyDecisionPoint {
    /// What the duties of the agreement demand to be stated when something happens to a person.
    ///
    /// - Parameters:
    ///   - event: what happened.
    ///   - subject: what is known about the person now.
    ///   - now: the broker's clock.
    /// - Returns: the demands, by the duties' ids.
    public func requirements(on event: DutyEvent, _ subject: SubjectFacts, now: Timestamp) -> [DutyRequirement] {
        let facts = DutyFacts(subject: subject, scheme: settings, now: now)
        let due = duties.filter { $0.event == event && facts.truth(of: $0.when) != .no }.sorted { $0.id < $1.id }
        return due.compactMap { duty in
            let words = duty.actions.flatMap(\.wordsToState)
            if words.isEmpty { return nil }
            let unknown = facts.truth(of: duty.when) == .yes ? [] : facts.unknown(in: duty.when)
            return DutyRequirement(rule: duty.id, words: words, unknown: unknown)
        }
    }

    /// What the duties of the agreement call for when something happens to a person.
    ///
    /// A duty whose condition nobody can tell still raises a task for a person to settle (reference 4.1); only a duty whose
    /// condition is known to be false does nothing.
    /// - Parameters:
    ///   - event: what happened.
    ///   - subject: what is known about the person now.
    ///   - now: the broker's clock.
    ///   - scheme: the scheme's settings by name; those of the agreement's own scheme when nil.
    /// - Returns: the orders, by the duties' ids.
    public func orders(
        on event: DutyEvent, _ subject: SubjectFacts, now: Timestamp, scheme: [String: String]? = nil
    ) -> [DutyOrder] {
        let facts = DutyFacts(subject: subject, scheme: scheme ?? settings, now: now)
        return duties.sorted { $0.id < $1.id }.flatMap { duty in orders(of: duty, on: event, facts) }
    }

    private func orders(of duty: Agreement.Duty, on event: DutyEvent, _ facts: DutyFacts) -> [DutyOrder] {
        guard facts.truth(of: duty.when) != .no else { return [] }
        let unknown = facts.truth(of: duty.when) == .yes ? [] : facts.unknown(in: duty.when)
        return duty.actions.compactMap { action in
            guard case .raiseTask(let task) = action else { return nil }
            let isReversal = task.reversedOn == event
            guard duty.event == event || isReversal else { return nil }
            return DutyOrder(rule: duty.id, task: task, unknown: unknown, isReversal: isReversal)
        }
    }
}

/// The facts that a duty may ask for: about the person and the scheme. There is no recipient and no field.
private struct DutyFacts {
    let subject: SubjectFacts
    let scheme: [String: String]
    let now: Timestamp

    func truth(of condition: Condition) -> Truth {
        switch condition {
        case .all(let parts): parts.reduce(.yes) { min($0, truth(of: $1)) }
        case .any(let parts): parts.reduce(.no) { max($0, truth(of: $1)) }
        case .not(let part): !truth(of: part)
        case .fact(let name, let mask): cell(name)?.truth(in: mask) ?? .unknown
        case .consent(let question): question.truth(subject.consents, at: now)
        case .riskAssessment(let question): question.truth(subject.riskAssessments, at: now)
        case .scheme(let name, let words): scheme[name].map { Truth(words.contains($0)) } ?? .unknown
        case .role, .onlySource, .asOf, .override: .unknown
        }
    }

    /// The names of the facts that leave a condition open.
    func unknown(in condition: Condition) -> [String] {
        switch condition {
        case .all(let parts), .any(let parts): parts.flatMap(unknown)
        case .not(let part): unknown(in: part)
        case .fact(let name, _): isOpen(condition) ? [name.rawValue] : []
        case .scheme(let name, _): isOpen(condition) ? [name] : []
        default: isOpen(condition) ? [condition.description] : []
        }
    }

    private func isOpen(_ condition: Condition) -> Bool { ![.yes, .no].contains(truth(of: condition)) }

    private func cell(_ name: FactName) -> FactTable.Cell? {
        switch name {
        case .ageBand: .init(subject.ageBand)
        case .cohort: .init(subject.cohort)
        case .statutory: .init(subject.statutory)
        case .rag: .init(subject.rag)
        case .custody: .init(subject.custody)
        case .mappa: .init(subject.mappa)
        case .selectionRoute: .init(subject.selectionRoute)
        case .transferInProgress: .init(subject.isTransferInProgress)
        default: nil
        }
    }
}
