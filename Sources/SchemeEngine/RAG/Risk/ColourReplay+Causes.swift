import CanonicalModel

extension ColourReplay {
    /// What made a change, and how it is named in the change's key.
    struct Cause {
        let kind: ColourState.Transition.Kind
        let name: String
        var classes: [String] = []
        var causes: [String] = []
        var method = ColourState.Method.rag
        var corrects: [String] = []

        init(_ kind: ColourState.Transition.Kind, _ name: String, causes: [String] = []) {
            (self.kind, self.name, self.causes) = (kind, name, causes)
        }

        /// Whether what gathers is alerted to nobody any more: the person died, or is not the beat's.
        var endsAlerts: Bool { kind == .death || kind == .dormant || kind == .selected }

        /// Triggers, named by the first of them.
        init(_ kind: ColourState.Transition.Kind, of triggers: [ColourCase.Trigger], method: ColourState.Method) {
            self.init(kind, triggers.first?.id ?? "", causes: triggers.map(\.id))
            classes = Set(triggers.map(\.triggerClass)).sorted()
            self.method = method
        }
    }

    /// What a step has to note at once; empty where there is nothing, or only triggers that may gather.
    func causes(
        _ before: ColourSnapshot?, _ after: ColourSnapshot, _ alarms: [ColourCase.Trigger], at instant: Timestamp
    ) -> [Cause] {
        if let death = facts.death, death <= instant { return [Cause(.death, "death")] }
        let first = correction(at: instant) ?? placeCause(before, after) ?? decisionCause(before, after, at: instant)
        let alarm = alarms.first.map { Cause(.alarm, of: alarms, method: $0.method) }
        return [first, alarm].compactMap { $0 }
    }

    /// On the scheme, off it to the dormant list, into prison, out of it.
    private func placeCause(_ before: ColourSnapshot?, _ after: ColourSnapshot) -> Cause? {
        if before?.anchor != after.anchor {
            return Cause(after.shown == .white ? .dormant : .selected, after.anchor, causes: [after.anchor])
        }
        guard before?.custody?.from != after.custody?.from else { return nil }
        if let custody = after.custody { return Cause(.custody, "custody \(custody.from)") }
        return before?.custody.map { Cause(.release, "custody \($0.from)") }
    }

    /// A decision that changed what is shown, or confirmed it.
    private func decisionCause(_ before: ColourSnapshot?, _ after: ColourSnapshot, at instant: Timestamp) -> Cause? {
        let due = before?.risk?.waiting.flatMap { $0.at <= instant ? $0.decision : nil }
        let new = facts.rates.last { $0.known == instant } ?? facts.rates.last { $0.id == due }
        guard let rate = new else { return nil }
        let isChange = before?.shown != after.shown
        guard isChange || (after.isConfirmed && before?.isConfirmed == false) else { return nil }
        var cause = Cause(isChange ? .decision : .confirmation, rate.id, causes: [rate.id])
        cause.method = palette.method(ofMeeting: rate.meeting)
        return cause
    }

    /// The correction of what rested on something taken back at an instant; nil where nobody was told anything by it.
    private func correction(at instant: Timestamp) -> Cause? {
        let words = facts.withdrawals.filter { $0.known == instant }
        guard !words.isEmpty || !newlyVoid.isEmpty else { return nil }
        let gone = facts.void(by: instant).union(last?.risk?.fallen.map(\.id) ?? [])
        let done = Set(transitions.flatMap(\.corrects))
        let wrong = transitions.filter { !done.contains($0.key) && !gone.isDisjoint(with: $0.causes) }
        guard !wrong.isEmpty else { return nil }
        var cause = Cause(.correction, words.first?.id ?? "\(instant)", causes: words.map(\.id))
        cause.corrects = wrong.map(\.key)
        return cause
    }

    /// The transition a cause makes between two colours.
    func transition(
        _ cause: Cause, _ from: ColourState.Shown?, _ after: ColourSnapshot, at instant: Timestamp
    ) -> ColourState.Transition {
        let parts = [after.anchor, cause.kind.rawValue, from?.rawValue ?? "none", after.shown.rawValue, cause.name]
        return ColourState.Transition(
            key: parts.joined(separator: "/"), kind: cause.kind, at: instant, from: from, to: after.shown,
            triggers: cause.classes, causes: cause.causes, method: cause.method, isConfirmed: after.isConfirmed,
            corrects: cause.corrects, handOver: handOver(from, after.shown, cause.classes),
            acknowledgeBy: acknowledgement(after.shown, cause.kind, instant))
    }

    private func handOver(
        _ from: ColourState.Shown?, _ to: ColourState.Shown, _ classes: [String]
    ) -> ColourState.HandOver? {
        let (losing, gaining) = (from.map(palette.owner), palette.rule(to))
        guard losing != gaining.owner else { return nil }
        let isSafe = gaining.isSharedWithVoluntarySector
        return ColourState.HandOver(
            losing: losing, gaining: gaining.owner, triggers: isSafe ? [] : classes, isVoluntarySectorSafe: isSafe)
    }

    /// Red is read within the hour, or the deputy hears; the time runs from when the alert can go out.
    private func acknowledgement(
        _ colour: ColourState.Shown, _ kind: ColourState.Transition.Kind, _ instant: Timestamp
    ) -> Timestamp? {
        let wait = kind == .proposal ? palette.coalescing.minutes : 0
        return palette.rule(colour).acknowledgeWithinMinutes.map { instant.adding(seconds: Int64($0 + wait) * 60) }
    }
}

extension ColourCase {
    /// Every instant by which something that colours rest on had happened and was known.
    func knownInstants(_ palette: Palette, by now: Timestamp) -> [Timestamp] {
        var instants = triggers.map(\.known) + withdrawals.map(\.known) + decisions.map(\.known)
        instants += cleared.reopening.map(\.known) + dormancyEnds
        instants += memberships.flatMap { [$0.from] + ($0.until.map { [$0] } ?? []) }
        for period in custody { instants += [period.begins] + (period.ends.map { [$0] } ?? []) }
        instants += events.filter { $0.kind == .releasePlanned }.flatMap { plan in releaseInstants(of: plan, palette) }
        if let death { instants.append(death) }
        return Set(instants).filter { $0 <= now }.sorted()
    }

    /// When a plan became known, and when the release it names comes near.
    private func releaseInstants(of plan: CaseEvent, _ palette: Palette) -> [Timestamp] {
        guard let day = plan.detail.until else { return [] }
        return [plan.known, palette.release.ahead(of: day)]
    }
}
