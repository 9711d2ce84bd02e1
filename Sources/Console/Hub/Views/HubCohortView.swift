import CanonicalModel

/// Everybody on a cohort, by colour, red first.
struct HubCohortView: PageView {
    static let template = "hub-cohort"

    struct Group {
        let colour: String
        let style: String
        let anchor: String
        let count: String
        let rows: [Row]
    }

    struct Row {
        let name: String
        let href: String
        let born: String
        let cohort: String
        let since: String
        let team: String
        let lead: String
        let isProposed: Bool
    }

    let navigation = HubNavigation("/hub/cohort")
    let groups: [Group]
    let isEmpty: Bool

    init(_ entries: [CohortEntry]) {
        groups = CohortEntry.Colour.allCases.compactMap { colour in
            let rows = entries.filter { $0.colour == colour }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map(Row.init)
            guard !rows.isEmpty else { return nil }
            return Group(
                colour: colour.text, style: colour.style, anchor: "colour-" + colour.rawValue,
                count: rows.count == 1 ? "1 person" : "\(rows.count) people", rows: rows)
        }
        isEmpty = groups.isEmpty
    }
}

extension HubCohortView.Row {
    init(_ entry: CohortEntry) {
        name = entry.name
        href = "/hub/nominals/" + Address.escaped(entry.id)
        born = entry.dateOfBirth?.englishText ?? "Not known"
        cohort = entry.cohort
        since = entry.since.englishText
        team = entry.team ?? "No team covers the address"
        lead = entry.lead ?? "Not recorded"
        isProposed = entry.isProposed
    }
}
