/// The list of teams, neighbourhood teams first.
struct TeamListView: PageView {
    static let template = "teams"

    struct Group {
        let heading: String
        let anchor: String
        let teams: [Row]
    }

    struct Row {
        let name: String
        let party: String
        let href: String
        let count: WaitingView
    }

    let groups: [Group]
    let isEmpty: Bool

    init(teams: [TeamSummary]) {
        func group(_ heading: String, _ anchor: String, _ kind: TeamSummary.Kind) -> Group? {
            let rows = teams.filter { $0.kind == kind }.map {
                Row(name: $0.name, party: $0.party, href: Address.team($0.id), count: WaitingView(of: $0))
            }
            return rows.isEmpty ? nil : Group(heading: heading, anchor: anchor, teams: rows)
        }
        groups = [
            group("Neighbourhood teams", "neighbourhood-teams", .neighbourhoodTeam),
            group("Partners", "partners", .partner),
        ]
        .compactMap { $0 }
        isEmpty = groups.isEmpty
    }
}

/// How many notices wait, in words.
struct WaitingView {
    let waiting: String
    let isWaiting: Bool
    let overdue: String
    let isOverdue: Bool

    init(outstanding: Int, overdue: Int) {
        waiting = outstanding == 0 ? "Nothing to acknowledge" : "\(outstanding) to acknowledge"
        isWaiting = outstanding > 0
        self.overdue = "\(overdue) overdue"
        isOverdue = overdue > 0
    }

    init(of team: TeamSummary) { self.init(outstanding: team.outstanding, overdue: team.overdue) }
}
