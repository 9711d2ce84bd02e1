import CanonicalModel

extension TruthLedger {
    /// The account of what waited: colours that events proposed, decisions that stated too little.
    static func scheme(_ lives: [TrueLife], _ month: ReportMonth, _ hasColours: Bool) -> [TrueFigure] {
        var sheet = Sheet(month: month)
        for life in lives {
            // Where there are no colours nothing proposes one.
            for stay in life.stays where hasColours { for proposal in ColourAccount(life, stay).proposals { sheet.note(proposal) } }
            for decision in life.panel { sheet.note(decision) }
        }
        return sheet.figures
    }

    private struct Sheet {
        let month: ReportMonth
        private var sums: [[String]: (Int, Int)] = [:]

        init(month: ReportMonth) { self.month = month }

        var figures: [TrueFigure] {
            sums.map { key, sum in
                TrueFigure(month: month, metric: key[0], row: key[1], numerator: sum.0, denominator: sum.1)
            }
        }

        mutating func note(_ proposal: ColourAccount.Proposal) {
            let answer = proposal.settled.flatMap { $0.at < month.end ? $0.outcome.rawValue : nil } ?? "waiting"
            if month.contains(proposal.at) { add("rag.proposals", answer, 1, 0) }
            guard let settled = proposal.settled, settled.outcome != .overtaken, month.contains(settled.at) else {
                return
            }
            let minutes = Int((settled.at.microseconds - proposal.at.microseconds) / 60_000_000)
            add("rag.proposal-to-decision", "", minutes, 1)
            add("rag.proposal-decided-within-a-day", "", minutes <= 1_440 ? 1 : 0, 1)
        }

        mutating func note(_ decision: (at: Timestamp, matter: String, completed: Timestamp?)) {
            if month.contains(decision.at) {
                add("decisions.held", decision.matter, decision.completed == nil ? 0 : 1, 1)
            }
            guard let completed = decision.completed else { return }
            if decision.at < month.end && month.end <= completed { add("decisions.waiting", "", 1, 0) }
            guard month.contains(completed) else { return }
            let minutes = Int((completed.microseconds - decision.at.microseconds) / 60_000_000)
            add("decisions.time-to-complete", "", minutes, 1)
        }

        private mutating func add(_ metric: String, _ row: String, _ numerator: Int, _ denominator: Int) {
            for row in Set(["", row]) {
                sums[[metric, row], default: (0, 0)].0 += numerator
                sums[[metric, row], default: (0, 0)].1 += denominator
            }
        }
    }
}
