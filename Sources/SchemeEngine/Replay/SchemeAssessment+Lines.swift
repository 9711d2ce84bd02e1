import CanonicalModel

/// What of an assessment is compared when a draft is tried over history; transitions of colour are read by themselves.
extension SchemeAssessment {
    var lines: [FindingBook.Line] {
        candidates.map(\.line) + heldLines + grounds.map(\.line) + tasks.map(\.line)
    }

    /// The rules of selection and those of de-selection may each hold the same decision: it is one.
    private var heldLines: [FindingBook.Line] {
        Dictionary(grouping: incomplete, by: \.decision).map { decision, all in
            let missing = all.flatMap(\.missing)
            let isRefused = all.contains(where: \.isRefused)
            return FindingBook.Line(
                subject: .init(.held, decision), rule: missing.first?.rule,
                says: (isRefused ? "refused: " : "missing: ") + missing.map(\.what).joined(separator: "; "))
        }
    }
}

extension Candidate {
    fileprivate var line: FindingBook.Line {
        FindingBook.Line(
            subject: .init(.candidate, cohort), rule: rule, evidence: evidence,
            says: isIntelligenceAlone ? "on police intelligence alone" : "",
            note: score.map { "\($0) points\(matrix.map { " by " + $0 } ?? "")" } ?? "")
    }
}

extension OpenGround {
    fileprivate var line: FindingBook.Line {
        FindingBook.Line(subject: .init(.ground, code), rule: rule, evidence: evidence)
    }
}

extension SchemeTask {
    fileprivate var line: FindingBook.Line {
        FindingBook.Line(
            subject: .init(.task, kind), key: key, rule: rule, says: "\(owner), due \(due.londonMinute)")
    }
}

extension ColourState.Transition {
    /// What it is about: the colour it ends in, and what made it.
    var subject: SchemeFinding.Subject {
        .init(findingKind, "\(to.rawValue), \(kind.rawValue)")
    }

    func line(_ pack: SchemePack) -> FindingBook.Line {
        FindingBook.Line(
            subject: subject, key: key, rule: pack.rag?.rule(of: triggers), evidence: causes,
            says: triggers.isEmpty ? "" : "by " + triggers.joined(separator: ", "),
            note: from.map { "before: \($0.rawValue)" } ?? "")
    }

    /// Prison, the dormant list and a first colour are no rise and no fall.
    private var findingKind: SchemeFinding.Kind {
        if kind == .alarm { return .colourUp }
        guard let before = from?.risk, let after = to.risk, before != after else { return .colourOtherwise }
        return before < after ? .colourUp : .colourDown
    }
}

extension ColourState.Shown {
    /// How much risk it says; nil where it says where somebody is.
    fileprivate var risk: Int? {
        switch self {
        case .green: 1
        case .amber: 2
        case .red: 3
        case .blue, .white: nil
        }
    }
}

extension RAGRules {
    /// The rule that made the first of some classes a trigger; nil where people decided.
    fileprivate func rule(of classes: [String]) -> String? {
        guard let first = classes.first else { return nil }
        return alarms.first { $0.alarm == first }?.header.id
            ?? triggers.first { $0.triggerClass == first }?.header.id
    }
}

extension Timestamp {
    /// "2026-06-05 09:00", by the clock on a wall in London.
    var londonMinute: String {
        let shown = adding(seconds: LondonTime.isSummer(self) ? 3_600 : 0).description
        return String(shown.prefix(16)).replacing("T", with: " ")
    }
}
