internal import AgreementEngine
internal import CanonicalModel

extension ContentBasedRouter {
    /// Puts into a request what an emergency adds: the override itself, and the purpose of the rules for emergencies.
    ///
    /// An override is asked for in its own notice and in no other. What left in the recipient's ordinary notices could not be
    /// taken back with it, and what a consent was withdrawn for would stay with whoever an override happened to name that day.
    func addEmergency(of topic: Topic, to request: inout DisclosureRequest, _ history: NominalHistory) {
        request.override = .known(history.override(of: topic, at: request.now)?.engine(at: request.now))
        request.purpose = decisionPoint.emergencyPurpose(request.purpose)
    }

    /// The tasks that follow from a message about a standing permission and from what was released under an override.
    ///
    /// Somebody else reviews every override (agreement reference 4.6, scenario 15), and whoever owns the information learns
    /// that it left. An originator is asked where nothing but their conditions stands in the way (scenario 7).
    func permissionTasks(_ outcome: RoutingOutcome, _ message: CanonicalMessage, now: Timestamp) -> [HubTask] {
        var tasks = reviewTasks(outcome, message, now: now)
        if outcome.nominal.history.namesNothing(message) {
            tasks.append(HubTask(.namesNothing, about: message.key, cause: message.id, raisedAt: now))
        }
        return tasks
    }

    /// What follows from what just left or was held back: its owner is told, its originator asked.
    func disclosureTasks(_ outcome: RoutingOutcome, cause: String, now: Timestamp) -> [HubTask] {
        outcome.disclosures.flatMap { disclosure -> [HubTask] in
            var tasks = [HubTask]()
            if disclosure.notice != nil, let override = disclosure.basis.override {
                tasks.append(HubTask(.tellOwner, about: override, cause: cause, raisedAt: now))
            }
            if disclosure.decision.fields.contains(where: { $0.reason == .originatorConditions }) {
                tasks.append(HubTask(.askOriginator, about: disclosure.difference.spell.id, cause: cause, raisedAt: now))
            }
            return tasks
        }
    }

    /// A review by somebody else, in whatever order the two messages came; and word to the hub that an override told nobody.
    private func reviewTasks(_ outcome: RoutingOutcome, _ message: CanonicalMessage, now: Timestamp) -> [HubTask] {
        let overrides = outcome.nominal.history.overrides(of: message)
        var tasks = overrides.filter { !$0.isReviewed }.map {
            HubTask(.reviewOverride, about: $0.key, cause: message.id, raisedAt: now)
        }
        if case .overrideOpened = message.fact, overrides.contains(where: { $0.review != .notUpheld }),
            !outcome.nominal.ledger.toldUnder(override: message.key)
        {
            tasks.append(HubTask(.overrideToldNobody, about: message.key, cause: message.id, raisedAt: now))
        }
        return tasks
    }

    /// The open tasks that a message settles: a review those of its override, a release the question to the originator.
    func tasksSettled(by message: CanonicalMessage, _ nominal: Nominal) -> [String] {
        switch message.fact {
        case .overrideReviewed, .overrideOpened:
            return reviewsSettled(by: message, nominal) + namedNothing(message, nominal)
        case .textPermitted(let permission) where permission.kind == .released:
            return nominal.openTasks.filter { $0.hasPrefix(HubTask.Kind.askOriginator.rawValue + " ") }.sorted()
        case .consent(let record) where record.state == .enteredInError && !nominal.history.isSupportRefused:
            // As if it had never been recorded: what only the mistake asked for is not asked any more.
            return tasksOvertaken(by: .consentGiven, nominal) + namedNothing(message, nominal)
        case .consent: return namedNothing(message, nominal)
        case .taskDone(let done):
            // A scheme's task is closed by the scheme, which reads the word and holds it against the task's ladder.
            guard let kind = HubTask.kind(of: done.task), kind.endedBy == nil, kind != .schemeTask else { return [] }
            return nominal.openTasks.contains(done.task) ? [done.task] : []
        default: return []
        }
    }

    /// Overrides that told nobody when they were opened and have told somebody since.
    func overridesToldSince(_ nominal: Nominal) -> [String] {
        let kind = HubTask.Kind.overrideToldNobody.rawValue + " "
        return nominal.openTasks.filter { key in
            key.hasPrefix(kind) && nominal.ledger.toldUnder(override: String(key.dropFirst(kind.count)))
        }.sorted()
    }

    private func reviewsSettled(by message: CanonicalMessage, _ nominal: Nominal) -> [String] {
        let reviewed = nominal.history.overrides(of: message).filter(\.isReviewed).map(\.key)
        let kinds = [HubTask.Kind.reviewOverride, .tellOwner, .overrideToldNobody].map(\.rawValue)
        return reviewed.flatMap { key in kinds.map { "\($0) \(key)" } }.filter(nominal.openTasks.contains).sorted()
    }

    /// The questions about messages that named nothing until this one came.
    private func namedNothing(_ message: CanonicalMessage, _ nominal: Nominal) -> [String] {
        nominal.history.messages(naming: message.id).map { "\(HubTask.Kind.namesNothing.rawValue) \($0)" }
            .filter(nominal.openTasks.contains).sorted()
    }
}

extension NominalHistory {
    /// The overrides that a message opens or reviews.
    fileprivate func overrides(of message: CanonicalMessage) -> [Override] {
        switch message.fact {
        case .overrideOpened: overrides.filter { $0.key == message.key }
        case .overrideReviewed(let review): overrides.filter { $0.id == review.override }
        default: []
        }
    }

    /// Whether a message reviews an override, or corrects an answer about consent, that nobody knows of this person.
    ///
    /// It changes nothing, and whoever sent it believes that it did.
    fileprivate func namesNothing(_ message: CanonicalMessage) -> Bool {
        switch message.fact {
        case .overrideReviewed: return overrides(of: message).isEmpty
        case .consent(let record) where record.state == .enteredInError:
            let said = answers.values.flatMap(\.values).flatMap(\.values) + consentCorrections.values
            return !said.contains { $0.stamp.id == record.corrects && $0.stamp.message != message.key }
        default: return false
        }
    }

    /// The messages that review or correct what a message of this id said.
    fileprivate func messages(naming id: String) -> [String] {
        let corrections = consentCorrections.values.filter { $0.value.corrects == id }.map(\.stamp.message)
        let reviews = permissions.values.filter { said in
            if case .overrideReviewed(let review) = said.value { review.override == id } else { false }
        }
        return corrections + reviews.map(\.stamp.message)
    }
}

extension NominalHistory.Override {
    /// The id of the message that opened it, which a review names.
    fileprivate var id: String { String(key.drop { $0 != " " }.dropFirst()) }
}

extension ToldLedger {
    /// Whether anybody holds anything that was told under an override.
    fileprivate func toldUnder(override key: String) -> Bool {
        entries.contains { place, entry in
            place.topic == .override(key) && ![Self.recalledValue, Self.unsentValue].contains(entry.value)
        }
    }
}
