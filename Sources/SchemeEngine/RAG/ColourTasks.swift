import CanonicalModel

/// What people have to do because of colours, and when time alone changes that.
struct ColourTasks {
    let facts: ColourCase
    let roles: [SchemeRole]
    let palette: Palette
    let replay: ColourReplay
    let now: Timestamp
    private(set) var tasks: [SchemeTask] = []
    var wakes: [Timestamp] = []

    init(_ facts: ColourCase, _ roles: [SchemeRole], _ palette: Palette, _ replay: ColourReplay, now: Timestamp) {
        (self.facts, self.roles, self.palette, self.replay, self.now) = (facts, roles, palette, replay, now)
        if let shown = replay.last { ask(shown) } else { askUncorrected() }
    }

    private mutating func ask(_ shown: ColourSnapshot) {
        guard facts.death.map({ $0 > now }) ?? true else { return }
        wakes += [replay.window?.closes, shown.risk?.waiting?.at].compactMap { $0 }
        if let dormancy = facts.dormancy(at: now) { askPanel(dormancy) }
        askRelease(shown)
        askCleared(shown)
        guard let risk = shown.risk else { return }
        askUnread()
        askLate()
        askBases(risk)
        askOffers()
        guard shown.custody == nil else { return askAlarms(risk, shown) }
        askConfirmation(risk, shown)
        askAssessment(shown)
        askFlapping(risk, shown)
        askDown(risk, shown)
        askDaily(shown)
    }

    /// Adds a task of a role of the pack, unless time has not come.
    ///
    /// A question about a colour is closed by its answer, a decision on record, and by nobody's word that it was given.
    mutating func add(
        _ kind: String, _ name: String, _ sentence: String, _ rule: RuleHeader, _ role: String, deputy: String? = nil,
        since: Timestamp, due: Timestamp, isDoneByWord: Bool = false
    ) {
        guard since <= now else { return wakes.append(since) }
        tasks.append(
            SchemeTask(
                key: "\(kind) \(name)", kind: kind, sentence: sentence, rule: rule.id, owner: role,
                deputy: deputy ?? roles.first { $0.id == role }?.deputy, since: since, due: due,
                isDoneByWord: isDoneByWord))
    }

    /// Who is told when a role has not done it in time.
    func supervisor(of role: String) -> String { roles.first { $0.id == role }?.supervisor ?? role }
}

extension Timestamp {
    func adding(hours: Int) -> Timestamp { adding(seconds: Int64(hours) * 3_600) }
    func adding(days: Int) -> Timestamp { adding(seconds: Int64(days) * 86_400) }
}
