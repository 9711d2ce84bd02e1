import CanonicalModel

/// What a ground's rule makes of one stay at one instant.
enum GroundFinding {
    case closed
    /// It opens when so much time has passed, if nothing happens.
    case opens(at: Timestamp)
    case open(since: Timestamp, evidence: [String])

    /// Looks at one stay.
    init(_ rule: GroundRule, _ view: CaseView, _ stay: CohortStay) {
        switch rule.opening {
        case .clear: self = .clear(rule, view, stay)
        case .ordersCompleted: self = .ordersCompleted(view, stay)
        case .refusal: self = .refusal(view)
        case .moved: self = .moved(rule, view, stay)
        case .recalled: self = .recalled(view)
        case .death: self = view.died.map { .open(since: $0, evidence: []) } ?? .closed
        case .recorded: self = .closed
        }
    }

    /// Calendar months since the last such event, or since the stay began: being selected says that somebody is active.
    private static func clear(_ rule: GroundRule, _ view: CaseView, _ stay: CohortStay) -> GroundFinding {
        // Nobody stays on for an arrest that came to nothing (DESIGN decision 16).
        let last = view.standing.last { rule.kinds.contains($0.kind) && $0.countsAgainstClear }
        var from = max(last?.occurred ?? stay.from, stay.from)
        if rule.custody == .startsAgain {
            guard !view.isInCustody else { return .closed }
            let releases = view.file.custody.compactMap(\.until).filter { $0 <= view.now }
            from = max(from, releases.max() ?? from)
        }
        let opening = from.after(months: rule.months ?? 0)
        return opening <= view.now ? .open(since: opening, evidence: last.map { [$0.id] } ?? []) : .opens(at: opening)
    }

    private static func ordersCompleted(_ view: CaseView, _ stay: CohortStay) -> GroundFinding {
        let orders = view.orders
        guard !orders.isEmpty else { return .closed }
        let ends = orders.compactMap(\.until)
        guard ends.count == orders.count, let last = ends.max() else { return .closed }
        guard last <= view.now else { return .opens(at: last) }
        return .open(since: max(last, stay.from), evidence: Set(orders.map(\.event)).sorted())
    }

    private static func refusal(_ view: CaseView) -> GroundFinding {
        guard let last = view.last(.refusedSupport, .agreedToSupport), last.kind == .refusedSupport else {
            return .closed
        }
        return .open(since: last.occurred, evidence: [last.id])
    }

    /// A move to nobody-knows-where opens nothing: the hub has to find out first.
    private static func moved(_ rule: GroundRule, _ view: CaseView, _ stay: CohortStay) -> GroundFinding {
        guard let last = view.last(.moved), last.occurred >= stay.from, let area = last.detail.area,
            !rule.areas.contains(area)
        else { return .closed }
        return .open(since: last.occurred, evidence: [last.id])
    }

    private static func recalled(_ view: CaseView) -> GroundFinding {
        guard view.isInCustody, let last = view.last(.recall, .recallDeclined), last.kind == .recall,
            let custody = view.file.custody.first(where: { $0.lasts(at: view.now) }),
            custody.until.map({ $0 >= last.occurred }) ?? true
        else { return .closed }
        let release = view.file.custody.compactMap(\.until).filter { $0 <= view.now }.max()
        // Let out after the recall and in prison again for something else: the recall is over.
        guard release.map({ $0 <= last.occurred }) ?? true else { return .closed }
        return .open(since: max(last.occurred, custody.from), evidence: [last.id])
    }
}

extension CaseEvent {
    /// Intelligence counts unless somebody said that it is not significant: unknown is not no (DESIGN decision 10).
    fileprivate var countsAgainstClear: Bool { kind != .intelligence || detail.isSignificant != false }
}
