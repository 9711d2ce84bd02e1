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

    /// A record as the scheme sees it now, and what the scheme says of it: a record that no item has touched since the broker
    /// started has not been read by the scheme yet, and a decision that waits would stand on its page.
    public func look(at nominal: Nominal, now: Timestamp) -> (nominal: Nominal, assessment: SchemeAssessment?) {
        var read = nominal
        let assessment = scheme?.read(&read, now: now)
        return (read, assessment)
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
        look(&outcome, assessment, touched: nil, responsible: responsible, cause: cause, now: now)
        raise(
            lastingTasks(outcome, assessment, responsible: responsible, cause: cause, now: now), &outcome, assessment,
            cause: cause, now: now)
        return outcome
    }

    /// Tells what a look at a record finds: each change of colour since the last look in its turn, and then what stands.
    ///
    /// - Parameters:
    ///   - outcome: gets what is told.
    ///   - assessment: what the scheme says; nil where none is chosen.
    ///   - touched: the only topic that changed; nil looks at everything.
    ///   - responsible: the recipients whose area covers where the nominal lives.
    ///   - cause: what notices point to.
    ///   - now: the clock.
    func look(
        _ outcome: inout RoutingOutcome, _ assessment: SchemeAssessment?, touched: Topic?, responsible: Set<String>,
        cause: String, now: Timestamp
    ) {
        let reading = outcome.nominal.history.reading
        let look = ColourLook(
            assessment?.colour, seen: outcome.nominal.listed, folded: outcome.nominal.folded, reading)
        outcome.transitions += look.listed
        for found in look.listed { outcome.nominal.listed[found.transition.key] = found.transition.at }
        outcome.nominal.folded.formUnion(look.listed.filter { $0.fate.into != nil }.map(\.transition.key))
        for turn in look.turns {
            outcome.nominal.history.reading.alert = turn
            outcome.nominal.history.reading.earlier = look.earlier(than: turn.transition)
            alert(&outcome, responsible: responsible, cause: cause, now: now)
        }
        outcome.nominal.history.reading = reading
        outcome.nominal.history.reading.alert = look.standing
        settle(&outcome, touched: touched, responsible: responsible, cause: cause, now: now)
        for late in look.late {
            outcome.nominal.history.reading.alert = late
            alert(&outcome, responsible: responsible, cause: cause, now: now)
        }
        // As it was read: what was news to this look alone must not make the next one look at everything.
        outcome.nominal.history.reading = reading
    }

    private func alert(
        _ outcome: inout RoutingOutcome, responsible: Set<String>, cause: String, now: Timestamp
    ) {
        for difference in outcome.nominal.alertDifferences(responsible: responsible, teams: teams(among: responsible)) {
            tell(difference, &outcome, cause: cause, responsible: responsible, now: now)
        }
    }

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
