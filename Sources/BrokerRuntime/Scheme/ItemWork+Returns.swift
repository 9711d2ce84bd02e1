import AgreementEngine
import CanonicalModel
import RecordStore
import Routing

/// What comes back from a team: flags that were taken down, rosters that were compared.
extension ItemWork {
    /// A team took down what a notice told it to; it joins the history of the record that the notice is about.
    ///
    /// A notice that is not this team's is answered like one that does not exist (DESIGN decision 17).
    func confirm(_ withdrawal: FlagWithdrawal) throws -> [OutboxEntry] {
        guard let notice = try store.notice(withdrawal.notice), notice.recipient == withdrawal.recipient else {
            try remember(.acknowledgementRefused)
            return []
        }
        return try route(into: try store.survivor(of: notice.nominal))
    }

    /// A team compared the list it works from with what it was told; a difference is for the hub to settle with the
    /// team.
    func compare(_ report: RosterReport) throws -> [OutboxEntry] {
        guard router.isRecipient(report.recipient) else {
            try remember(.acknowledgementRefused)
            return []
        }
        try remember(.recorded)
        if report.agrees {
            for kind in [HubTask.Kind.confirmRoster, .rosterDiffers] {
                try store.closeTask("\(kind.rawValue) \(report.recipient)", at: now)
            }
            return []
        }
        return try raiseOnce(HubTask(.rosterDiffers, about: report.recipient, cause: message.id, raisedAt: now))
    }

    /// Raises a task that belongs to no one record, unless it is open already.
    func raiseOnce(_ task: HubTask) throws -> [OutboxEntry] {
        try store.isTaskOpen(task.key) ? [] : [try raise(task, nominal: nil)]
    }

    /// An imported stay counts as told to the teams it names; each is to say whether its own list agrees.
    func confirmRosters() throws -> [OutboxEntry] {
        guard case .selection(let decision) = message.fact, !decision.alreadyTold.isEmpty, router.hasScheme else {
            return []
        }
        return try decision.alreadyTold.sorted().filter(router.isTeam).flatMap { team in
            try raiseOnce(HubTask(.confirmRoster, about: team, cause: message.id, raisedAt: now))
        }
    }
}
