extension Condition {
    /// The condition as a clause: "the notice tells of a selection and the recipient's area covers where the person
    /// lives".
    ///
    /// Brackets stand wherever "and" and "or" would otherwise leave it open what belongs together.
    var english: String {
        switch self {
        case .all(let parts):
            // A part that asks for nothing is no clause; the empty condition is left out by its caller.
            return parts.filter { !$0.isAlways }.map(\.asPart).joined(separator: ", and ")
        case .any(let parts):
            return "at least one of these holds: " + parts.map { "[\($0.english)]" }.joined(separator: " or ")
        case .not(let part): return "not [\(part.english)]"
        case .fact(let name, let mask): return name.english(mask)
        case .role(let roles): return "the recipient's role is " + Phrase.any(roles.map(Phrase.plain))
        case .onlySource(let sources): return "the item is known from " + Phrase.any(sources) + " alone"
        case .asOf(let days): return "what the item says was known at most \(Phrase.count(days, "day")) ago"
        case .consent(let question): return question.english
        case .riskAssessment(let question): return question.english
        case .override(let question): return question.english
        case .scheme(let name, let words):
            return "the scheme's setting \(Phrase.quoted(String(name.dropFirst("scheme.".count)))) is "
                + Phrase.any(words.map(Phrase.quoted))
        }
    }

    /// Whether nothing is asked for.
    var isAlways: Bool { if case .all(let parts) = self { parts.allSatisfy(\.isAlways) } else { false } }

    /// The clause in brackets when it is more than one.
    var asPart: String {
        switch self {
        case .all(let parts) where parts.count > 1: "[\(english)]"
        default: english
        }
    }

    /// `when` and `unless` as a rule has them: what has to hold, and what must not.
    var halves: (when: Condition, unless: [Condition]) {
        guard case .all(let parts) = self else { return (self, []) }
        var required = [Condition]()
        var excluded = [Condition]()
        for part in parts { if case .not(let inner) = part { excluded.append(inner) } else { required.append(part) } }
        return (required.count == 1 ? required[0] : .all(required), excluded)
    }
}

extension ConsentQuestion {
    fileprivate var english: String {
        let subject = "the person's consent that \(CategoryPattern(covers).english) is shared with "
        let form = form.map { $0 == "written" ? " in writing" : " in speech" } ?? ""
        return subject + "\(Self.recipients(with)) for \(Phrase.plain(purpose)) is "
            + Phrase.any(states.map { Phrase.plain($0.rawValue) }) + form
    }

    /// The class of recipient (reference 5.2).
    private static func recipients(_ with: String) -> String {
        switch with {
        case "vcs": "the voluntary sector"
        case "housing": "housing bodies"
        case "treatment": "treatment providers"
        case "ward-councillor": "a ward councillor"
        case "criminal-justice": "criminal-justice bodies"
        case "researcher": "a researcher"
        default: with
        }
    }
}

extension RiskAssessmentQuestion {
    fileprivate var english: String {
        let says = outcome == .share ? "says that it may be shared" : "says that it must not be shared"
        return "the latest risk assessment for \(Phrase.plain(purpose)) \(says) and is at most "
            + "\(Phrase.count(ageDaysAtMost, "day")) old"
    }
}

extension OverrideQuestion {
    fileprivate var english: String {
        "an officer of the rank of \(Phrase.plain(rankAtLeast.rawValue)) or above has ordered an emergency release, with a "
            + "reason, in the last \(Phrase.count(ageHoursAtMost, "hour"))"
    }
}
