internal import AgreementEngine
internal import CanonicalModel

extension ContentBasedRouter {
    /// The tasks that follow from a message about a standing permission and from what was released under an override.
    ///
    /// Somebody else reviews every override (agreement reference 4.6, scenario 15), and whoever owns the information learns
    /// that it left. An originator is asked where nothing but their conditions stands in the way (scenario 7).
    func permissionTasks(_ outcome: RoutingOutcome, _ message: CanonicalMessage, now: Timestamp) -> [HubTask] {
        var tasks = [HubTask]()
        if case .overrideOpened = message.fact {
            tasks.append(HubTask(.reviewOverride, about: message.key, cause: message.id, raisedAt: now))
        }
        for disclosure in outcome.disclosures {
            if disclosure.notice != nil, let override = disclosure.basis.override {
                tasks.append(HubTask(.tellOwner, about: override, cause: message.id, raisedAt: now))
            }
            if disclosure.decision.fields.contains(where: { $0.reason == .originatorConditions }) {
                let stay = disclosure.difference.spell.id
                tasks.append(HubTask(.askOriginator, about: stay, cause: message.id, raisedAt: now))
            }
        }
        return tasks
    }

    /// The open tasks that a message settles: a review those of its override, a release the question to the originator.
    func tasksSettled(by message: CanonicalMessage, _ nominal: Nominal) -> [String] {
        switch message.fact {
        case .overrideReviewed(let review):
            let kinds = [HubTask.Kind.reviewOverride, .tellOwner].map(\.rawValue)
            return nominal.openTasks.filter { key in
                kinds.contains { key.hasPrefix($0 + " ") } && key.hasSuffix(" " + review.override)
            }.sorted()
        case .textPermitted(let permission) where permission.kind == .released:
            return nominal.openTasks.filter { $0.hasPrefix(HubTask.Kind.askOriginator.rawValue + " ") }.sorted()
        case .consent(let record) where record.state == .enteredInError && !nominal.history.isSupportRefused:
            // As if it had never been recorded: what only the mistake asked for is not asked any more.
            return tasksOvertaken(by: .consentGiven, nominal)
        default: return []
        }
    }
}
