/// What people read of a row: codes are for programs, and the JSON and the CSV keep them.
struct RowNames {
    /// The names of teams, by their ids in the directory.
    let teams: [String: String]

    /// The name of a figure's row.
    func name(_ figure: Figure) -> String {
        switch figure.metric {
        case .acknowledgedByTeam: teams[figure.row] ?? figure.row
        case .acknowledgedByKind: Self.kinds[figure.row] ?? spaced(figure.row)
        case .left, .colourTriggers: spaced(figure.row)
        default: figure.row
        }
    }

    private static let kinds = [
        "selection": "selection", "deselection": "de-selection", "rag-escalation": "colour raised",
        "rag-reduction": "colour lowered", "stop-visits": "visits to stop",
    ]

    private func spaced(_ code: String) -> String { code.split(separator: "-").joined(separator: " ") }
}
