import CanonicalModel

extension SchemeReplayReport {
    /// The report as a coordinator reads it: totals first, then a paragraph a person.
    public var lines: [String] {
        heading + remarks + [""] + table + [""] + conclusion + people.flatMap { [""] + lines($0) }
    }

    private var heading: [String] {
        [
            "The draft \(draft.title) against \(inForce.title), which is in force.",
            "From \(from.londonMinute) to \(until.londonMinute); what began earlier is told from the beginning.",
            "Each as if it had been in force all the time, knowing at each instant what was recorded by then.",
        ]
    }

    private static let columns = ["both, alike", "both, otherwise", "only the draft", "only in force"]

    private var table: [String] {
        let width = (SchemeFinding.Kind.allCases.map(\.words.count).max() ?? 0) + 2
        let head = "people".padded(to: width) + Self.columns.map { $0.aligned(to: 17) }.joined()
        return [head]
            + SchemeFinding.Kind.allCases.map { kind in
                let tally = tallies[kind] ?? Tally()
                let numbers = [tally.alike] + LifeComparison.Side.allCases.map { tally.apart[$0] ?? 0 }
                return kind.words.padded(to: width) + numbers.map { String($0).aligned(to: 17) }.joined()
            }
    }

    private var conclusion: [String] {
        var lines = ["\(Self.count(records, unit)) looked at; of \(people.count) the draft says otherwise."]
        if erased > 0 {
            lines.append("\(Self.count(erased, unit)) could not be looked at: the people were erased since.")
        }
        return lines
    }

    private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    private func lines(_ person: Person) -> [String] {
        ["\(unit.prefix(1).uppercased())\(unit.dropFirst()) \(person.record)"]
            + person.differences.flatMap { $0.lines.map { "  " + $0 } }
    }
}

extension SchemePack {
    /// "Leeds IOM 1.0.0 (leeds-hub, 3f2a…)".
    fileprivate var title: String { "\(name) \(version) (\(id), \(digest.prefix(8)))" }
}

extension SchemeFinding.Kind {
    /// As the heading of a row.
    fileprivate var words: String {
        switch self {
        case .candidate: "candidates"
        case .held: "decisions that wait"
        case .colourUp: "colours that rise, alarms"
        case .colourDown: "colours that fall"
        case .colourOtherwise: "other changes of colour"
        case .ground: "grounds for removal"
        case .task: "tasks"
        }
    }
}

extension SchemeFinding.Subject {
    fileprivate var words: String {
        switch kind {
        case .candidate: "candidate for \(name)"
        case .held: "the decision \(name) waits"
        case .colourUp, .colourDown, .colourOtherwise: "colour \(name)"
        case .ground: "ground for removal \(name)"
        case .task: "task \(name)"
        }
    }
}

extension LifeComparison.Difference {
    fileprivate var lines: [String] {
        switch side {
        case .onlyDraft: ["\(subject.words): only under the draft\(number(draftCount))"] + said(draft, "")
        case .onlyInForce: ["\(subject.words): only in force\(number(inForceCount))"] + said(inForce, "")
        case .otherwise:
            ["\(subject.words): otherwise, \(inForceCount) in force and \(draftCount) under the draft"]
                + said(inForce, "in force: ") + said(draft, "the draft: ")
        }
    }

    private var inForceCount: Int { times.inForce }
    private var draftCount: Int { times.draft }

    private func number(_ count: Int) -> String { count > 1 ? ", \(count) times" : "" }

    private func said(_ occasion: SchemeFinding.Occasion?, _ whose: String) -> [String] {
        occasion.map { ["    \(whose)\($0.words)"] } ?? []
    }
}

extension SchemeFinding.Occasion {
    fileprivate var words: String {
        let parts = [time, rule.map { "rule \($0)" } ?? "", says, note, rests].filter { !$0.isEmpty }
        return parts.joined(separator: "; ")
    }

    private var time: String {
        guard let until else { return "from \(from.londonMinute)" }
        return until == from ? "on \(from.londonMinute)" : "from \(from.londonMinute) to \(until.londonMinute)"
    }

    private var rests: String { evidence.isEmpty ? "" : "rests on \(evidence.joined(separator: ", "))" }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
