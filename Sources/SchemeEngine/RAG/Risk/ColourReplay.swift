import CanonicalModel

/// Walks a case by when things became known, and notes each change of what is shown.
///
/// What is noted at one step rests on facts known by then and on nothing later, so that the list only ever grows; a
/// fact that is taken back adds a correction.
struct ColourReplay {
    /// Triggers that gather into one alert.
    struct Window {
        let opened: Timestamp
        let closes: Timestamp
        var to: ColourSnapshot
        var triggers: [ColourCase.Trigger]
    }

    let facts: ColourCase
    let rules: RAGRules
    let palette: Palette
    let now: Timestamp
    private(set) var transitions: [ColourState.Transition] = []
    /// The triggers that gather now.
    private(set) var window: Window?
    private(set) var last: ColourSnapshot?
    /// What was taken back by the last step; what is not any more counts as news.
    private var void: Set<String> = []
    /// What this step took back.
    private(set) var newlyVoid: Set<String> = []
    /// The colour that the last transition ended in.
    private var listed: ColourState.Shown?

    init(_ facts: ColourCase, _ rules: RAGRules, _ palette: Palette, now: Timestamp) {
        (self.facts, self.rules, self.palette, self.now) = (facts, rules, palette, now)
        var instants = facts.knownInstants(palette, by: now)[...]
        while let instant = nextInstant(instants.first), instant <= now {
            instants = instants.drop { $0 <= instant }
            step(instant)
            if let death = facts.death, death <= instant { break }
        }
    }

    private func nextInstant(_ known: Timestamp?) -> Timestamp? {
        [known, window?.closes, last?.risk?.waiting?.at].compactMap { $0 }.min()
    }

    private mutating func step(_ instant: Timestamp) {
        if let window, window.closes <= instant { close() }
        let before = last
        last = ColourSnapshot.of(facts, palette, at: instant)
        takeBack(at: instant)
        let gone = void
        void = facts.void(by: instant)
        newlyVoid = void.subtracting(gone)
        let heard = facts.triggers.filter { trigger in
            trigger.known <= instant && !void.contains(trigger.id)
                && (trigger.known == instant || gone.contains(trigger.id))
        }
        guard let after = last else { return leave() }
        let causes = causes(before, after, heard.filter(\.isAlarm), at: instant)
        if causes.isEmpty {
            gather(heard, after, at: instant)
        } else {
            causes[0].endsAlerts ? window = nil : close()
            for cause in causes { note(cause, after, at: instant) }
        }
        if window == nil, after.shown != listed { note(Cause(.correction, "\(instant)"), after, at: instant) }
        noteReleaseAhead(after, at: instant)
    }

    /// Off the scheme: what gathered is alerted to nobody any more.
    private mutating func leave() { (window, listed) = (nil, nil) }
}

extension ColourReplay {
    /// Opens a window, or adds to the one that is open.
    private mutating func gather(
        _ heard: [ColourCase.Trigger], _ after: ColourSnapshot, at instant: Timestamp
    ) {
        guard !heard.isEmpty else { return }
        if window != nil {
            window?.to = after
            window?.triggers += heard
        } else if after.shown != listed {
            let closes = instant.adding(seconds: Int64(palette.coalescing.minutes) * 60)
            window = Window(opened: instant, closes: closes, to: after, triggers: heard)
        }
    }

    /// Closes the window and notes what it gathered.
    private mutating func close() {
        guard let window else { return }
        self.window = nil
        guard window.to.shown != listed, let first = window.triggers.first else { return }
        note(Cause(.proposal, of: window.triggers, method: first.method), window.to, at: window.opened)
    }

    /// Drops from the window what was taken back before anybody was alerted.
    private mutating func takeBack(at instant: Timestamp) {
        guard var open = window, let after = last, facts.withdrawals.contains(where: { $0.known == instant }) else {
            return
        }
        let void = facts.void(by: instant)
        open.triggers.removeAll { void.contains($0.id) }
        open.to = after
        window = open.triggers.isEmpty ? nil : open
    }

    private mutating func note(_ cause: Cause, _ after: ColourSnapshot, at instant: Timestamp) {
        transitions.append(unique(transition(cause, listed, after, at: instant)))
        listed = after.shown
    }

    /// What was taken back and came again is another transition: it is told, and corrected, by itself.
    private func unique(_ transition: ColourState.Transition) -> ColourState.Transition {
        let earlier = transitions.filter { $0.key == transition.key || $0.key.hasPrefix(transition.key + "/again-") }
        var transition = transition
        if !earlier.isEmpty { transition.key += "/again-\(earlier.count)" }
        return transition
    }

    private mutating func noteReleaseAhead(_ after: ColourSnapshot?, at instant: Timestamp) {
        guard let after, let custody = after.custody,
            facts.releaseAhead(in: custody, palette, knownBy: instant) == instant,
            let plan = facts.plannedRelease(in: custody, knownBy: instant)
        else { return }
        let cause = Cause(.releaseAhead, "release \(plan.day)", causes: [plan.event.id])
        let word = transition(cause, listed, after, at: instant)
        guard !transitions.contains(where: { $0.key == word.key }) else { return }
        transitions.append(word)
    }
}
