import CanonicalModel

extension ColourTasks {
    /// An alert that is not read in its time climbs: its owner, the deputy, the supervisor, a task each, until somebody
    /// acknowledges it or another alert takes its place (6.5).
    mutating func askUnread() {
        for alert in facts.unread {
            let colour = palette.rule(ColourState.Shown(alert.colour))
            guard let minutes = colour.acknowledgeWithinMinutes, alert.isTeam || !colour.isTeam else { continue }
            for step in palette.unread.climb {
                climb(step, of: alert, colour, from: alert.told.adding(minutes: minutes + step.afterMinutes))
            }
        }
    }

    private mutating func climb(
        _ step: UnreadRule.Step, of alert: UnreadAlert, _ colour: ColourRule, from since: Timestamp
    ) {
        let (rule, ladder) = (palette.unread, Ladder(of: colour.owner, roles))
        let (role, deputy) = ladder.place(step.to)
        add(
            "unread-alert", "\(alert.notice) \(step.to.rawValue)",
            "An alert that is \(alert.colour.rawValue) is unread by \(alert.recipient): see that somebody acknowledges it.",
            rule.header, role, deputy: deputy, since: since, due: since.adding(minutes: rule.withinMinutes))
    }
}

/// Who stands behind a role, step by step; whoever is asked has somebody to stand in.
private struct Ladder {
    let owner, deputy, supervisor: String

    init(of role: String, _ roles: [SchemeRole]) {
        let known = roles.first { $0.id == role }
        (owner, deputy, supervisor) = (role, known?.deputy ?? role, known?.supervisor ?? role)
    }

    func place(_ place: UnreadRule.Place) -> (role: String, deputy: String) {
        switch place {
        case .owner: (owner, deputy)
        case .deputy: (deputy, supervisor)
        case .supervisor: (supervisor, deputy)
        }
    }
}

extension Timestamp {
    fileprivate func adding(minutes: Int) -> Timestamp { adding(seconds: Int64(minutes) * 60) }
}
