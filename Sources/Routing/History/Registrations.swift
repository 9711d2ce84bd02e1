public import CanonicalModel

extension NominalHistory {
    /// The latest word of the probation service on whether somebody is on its IOM or PPO register.
    ///
    /// Read over both registers, because a PPO entry is closed when an IOM entry replaces it.
    public var cohortRegistration: Register<Registration>? {
        let entries = reports.values.compactMap { report -> Register<Registration>? in
            guard case .registration(let entry) = report.value, entry.register.class.isCohort else { return nil }
            return Register(value: entry, stamp: report.stamp)
        }
        return entries.max { $0.stamp < $1.stamp }
    }

    /// The task that the end of a cohort registration asks for while a spell that was open at that moment goes on.
    ///
    /// A panel that keeps the nominal all the same selects again, and the task is settled.
    ///
    /// People decide (DESIGN decision 9): NDelius saying so ends nothing by itself. What was removed no longer applies; what
    /// was deleted never did, and the panel has to look at what the selection rested on.
    func registrationTask(for spell: Spell) -> HubTask.Kind? {
        let decided = spell.members.compactMap { selections[$0]?.stamp.occurred }.max() ?? spell.start
        guard let entry = cohortRegistration, spell.isOpen, entry.stamp.occurred >= decided else { return nil }
        switch entry.value.kind {
        case .added, .updated: return nil
        case .removed: return .deselectRegistrationEnded
        case .retracted: return .reviewRegistrationRetracted
        }
    }
}
