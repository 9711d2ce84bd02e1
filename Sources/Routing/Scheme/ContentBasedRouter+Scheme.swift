public import CanonicalModel
public import SchemeEngine

extension ContentBasedRouter {
    /// Looks at a record by the scheme before anybody is told anything; nil where no scheme is chosen.
    ///
    /// - Parameter touched: the topic that changed; widened to everything when the scheme now says something else, and when it
    ///   stops or starts visits.
    func read(_ nominal: inout Nominal, _ touched: inout Topic?, now: Timestamp) -> SchemeAssessment? {
        guard let scheme else { return nil }
        let before = nominal.history.reading
        let assessment = scheme.read(&nominal, now: now)
        // A record that was just opened has no reading yet: it may differ from what was told.
        if nominal.history.reading != before || before == SchemeReading() { touched = nil }
        return assessment
    }

    /// A record as the scheme sees it now, for what is decided at the moment somebody looks.
    public func readNow(_ nominal: Nominal, now: Timestamp) -> Nominal {
        guard let scheme else { return nominal }
        var read = nominal
        _ = scheme.read(&read, now: now)
        return read
    }

    /// What a scheme says of a record, for pages and exports; nil where no scheme is chosen.
    ///
    /// - Parameters:
    ///   - nominal: the record.
    ///   - now: the clock.
    public func assessment(of nominal: Nominal, now: Timestamp) -> SchemeAssessment? {
        var copy = nominal
        return scheme?.read(&copy, now: now)
    }

    /// Classes of offence that the scheme speaks of and no code is of; none where no scheme is chosen.
    public var classesWithoutCodes: [String] { scheme?.scheme.classesWithoutCodes ?? [] }

    /// Classes that the scheme speaks of and of which the table says why it lacks codes; none where no scheme is chosen.
    public var incompleteClasses: [String: String] { scheme?.scheme.incompleteClasses ?? [:] }

    /// What a scheme may know of a record.
    public func caseFile(of nominal: Nominal) -> CaseFile? { scheme?.file(of: nominal) }

    /// Looks at a record again because its time has come: what is due is raised, what changed with time is told.
    ///
    /// - Parameters:
    ///   - nominal: the record.
    ///   - cause: names the instant that was due; notices and tasks point to it.
    ///   - now: the instant that was due, not the clock: an outage ends with everything in the order in which it was due.
    public func wake(_ nominal: consuming Nominal, cause: String, now: Timestamp) -> RoutingOutcome {
        var outcome = RoutingOutcome(nominal: nominal, fate: .recorded)
        var touched: Topic?
        guard let assessment = read(&outcome.nominal, &touched, now: now) else { return outcome }
        let responsible = responsible(for: outcome.nominal.history)
        settle(&outcome, touched: nil, responsible: responsible, cause: cause, now: now)
        let wanted = schemeTasks(assessment, outcome.nominal, cause: cause, now: now)
        let keys = Set(wanted.map(\.key))
        outcome.closed =
            outcome.nominal.openTasks.filter { key in
                !keys.contains(key) && Self.ofSchemes.contains { key.hasPrefix($0.rawValue + " ") }
            }.sorted()
        outcome.nominal.openTasks.subtract(outcome.closed)
        for task in wanted where outcome.nominal.openTasks.insert(task.key).inserted { outcome.raised.append(task) }
        outcome.next = assessment.next
        return outcome
    }

    /// Tasks that a scheme raises and that are over when their reason is.
    static let ofSchemes: [HubTask.Kind] = [.schemeTask, .completeDecision, .considerCandidate, .confirmFlags]

    /// What the scheme asks of people now: its tasks, decisions that state too little, candidates, flags nobody confirmed.
    func schemeTasks(
        _ assessment: SchemeAssessment?, _ nominal: Nominal, cause: String, now: Timestamp
    ) -> [HubTask] {
        guard let assessment, let scheme else { return [] }
        let maker = SchemeTaskMaker(scheme: scheme, assessment: assessment, nominal: nominal, cause: cause, now: now)
        return maker.tasks
    }
}

extension CanonicalMessage {
    /// The instant at which the scheme sees this message: the core's clock, or the sender's where that runs a little ahead.
    ///
    /// A decision that is dated a minute ahead would otherwise be told before it is known whether it stands.
    func seen(at now: Timestamp) -> Timestamp {
        let allowed = now.adding(seconds: Fact.clockAllowanceSeconds)
        return [now, min(time, allowed), min(recordedTime, allowed)].max() ?? now
    }
}
