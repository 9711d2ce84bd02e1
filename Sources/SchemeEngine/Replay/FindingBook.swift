import CanonicalModel

/// Collects what a scheme says of one person, look after look.
struct FindingBook {
    /// One thing that an assessment says.
    struct Line {
        var subject: SchemeFinding.Subject
        /// Tells lines of one subject from each other; the same line at the next look is the same occasion.
        var key = ""
        var rule: String?
        var evidence: [String] = []
        var says = ""
        var note = ""
    }

    private struct Name: Hashable {
        var subject: SchemeFinding.Subject
        var key: String
    }

    private var lasting: [Name: SchemeFinding.Occasion] = [:]
    private var over: [SchemeFinding.Subject: [SchemeFinding.Occasion]] = [:]
    /// Transitions that were listed already; nil before the first look.
    private var told: Set<String>?

    /// Takes in what is said at an instant; looks come in order.
    mutating func look(_ assessment: SchemeAssessment, by pack: SchemePack, at now: Timestamp) {
        hold(assessment.lines, at: now)
        let transitions = assessment.colour?.transitions ?? []
        // What was listed before the first look was told before it.
        if let told {
            for transition in transitions where !told.contains(transition.key) { note(transition, pack, at: now) }
        }
        told = Set(transitions.map(\.key)).union(told ?? [])
    }

    /// Everything that was said, in order; what is said still has no end.
    var sorted: [SchemeFinding] {
        var all = over
        for (name, occasion) in lasting { all[name.subject, default: []].append(occasion) }
        return all.map { SchemeFinding(subject: $0, occasions: $1.sorted(by: SchemeFinding.Occasion.isBefore)) }
            .sorted { $0.subject < $1.subject }
    }

    private mutating func hold(_ lines: [Line], at now: Timestamp) {
        let said = Dictionary(lines.map { (Name(subject: $0.subject, key: $0.key), $0) }) { first, _ in first }
        for (name, occasion) in lasting where said[name]?.says != occasion.says { end(name, occasion, at: now) }
        for (name, line) in said where lasting[name] == nil { lasting[name] = line.occasion(from: now) }
    }

    private mutating func end(_ name: Name, _ occasion: SchemeFinding.Occasion, at now: Timestamp) {
        var ended = occasion
        ended.until = now
        lasting[name] = nil
        over[name.subject, default: []].append(ended)
    }

    /// A transition is over as soon as it is told.
    private mutating func note(_ transition: ColourState.Transition, _ pack: SchemePack, at now: Timestamp) {
        var occasion = transition.line(pack).occasion(from: now)
        occasion.until = now
        over[transition.subject, default: []].append(occasion)
    }
}

extension FindingBook.Line {
    func occasion(from now: Timestamp) -> SchemeFinding.Occasion {
        SchemeFinding.Occasion(from: now, rule: rule, evidence: evidence, says: says, note: note)
    }
}

extension SchemeFinding.Occasion {
    /// By time; of one time by what is said, so that no order of a dictionary is ever seen.
    static func isBefore(_ left: SchemeFinding.Occasion, _ right: SchemeFinding.Occasion) -> Bool {
        if left.from != right.from { return left.from < right.from }
        if left.until != right.until {
            return left.until.map { end in right.until.map { end < $0 } ?? true } ?? false
        }
        return (left.says, left.rule ?? "", left.note) < (right.says, right.rule ?? "", right.note)
    }
}
