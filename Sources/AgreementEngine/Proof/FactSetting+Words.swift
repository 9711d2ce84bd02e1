import CanonicalModel

extension FactSetting {
    /// Whether the broker reads it from the agreement, so that no sample states it.
    var isRead: Bool { if case .word(.signatory, _) = self { true } else { false } }

    func isOfSameFact(as other: FactSetting) -> Bool {
        switch (self, other) {
        case (.word(let name, _), .word(let second, _)): name == second
        case (.scheme(let name, _), .scheme(let second, _)): name == second
        case (.sources, .sources), (.age, .age), (.consents, .consents), (.assessments, .assessments),
            (.override, .override):
            true
        default: false
        }
    }

    /// The fact for a reader: "subject.cohort is dyo".
    var words: String {
        switch self {
        case .word(let name, let place): "\(name.rawValue) is \(place.map { name.spelling($0) } ?? "unknown")"
        case .sources(nil): "the field's sources are unknown"
        case .sources(let sources?):
            sources.isEmpty ? "the field is from no source" : "the field is from \(sources.joined(separator: " and "))"
        case .age(nil): "the field's age is unknown"
        case .age(let seconds?): "the field is \(seconds / 86_400) days old"
        case .consents(nil): "consents are unknown"
        case .consents(let settings?): settings.map(\.words).joined(separator: "; ")
        case .assessments(nil): "risk assessments are unknown"
        case .assessments(let settings?): settings.map(\.words).joined(separator: "; ")
        case .override(.unknown): "it is unknown whether there is an override"
        case .override(.noneMade): "nobody made an override"
        case .override(.made(let rank, let hasReason, let seconds)):
            "an override by an officer of rank \(rank.rawValue) \(hasReason ? "with" : "without") a reason, \(seconds / 3_600) hours old"
        case .scheme(let name, let word): "\(name) is \(word ?? "unknown")"
        }
    }

    /// The fact as a line under `given`; nil when it belongs to the field or cannot be stated.
    func given(at now: Timestamp) -> String? {
        switch self {
        case .word(let name, let place): name.isOfField ? nil : "\(name.rawValue): \(name.yaml(place))"
        case .sources, .age, .scheme(_, nil): nil
        case .consents(nil): "consents: \"unknown\""
        case .consents:
            "consents: [\(known(consents(at: now)).map(\.yaml).joined(separator: ", "))]"
        case .assessments(nil): "risk-assessments: \"unknown\""
        case .assessments:
            "risk-assessments: [\(known(assessments(at: now)).map(\.yaml).joined(separator: ", "))]"
        case .override(.unknown): "override: \"unknown\""
        case .override(.noneMade): "override: null"
        case .override(.made(let rank, let hasReason, let seconds)):
            "override: { rank: \(rank.rawValue.quoted), reason: \"\(hasReason ? "present" : "absent")\", "
                + "at: \(now.adding(seconds: -seconds).description.quoted) }"
        case .scheme(let name, let word?): "scheme: { \(name.dropFirst("scheme.".count)): \(word.quoted) }"
        }
    }

    /// The fact as a member of a field; nil when it does not belong to the field.
    func ofField(at now: Timestamp) -> String? {
        switch self {
        case .word(let name, let place): name.fieldKey.map { "\($0): \(name.yaml(place))" }
        case .sources(nil): "sources: \"unknown\""
        case .sources(let sources?): "sources: [\(sources.map(\.quoted).joined(separator: ", "))]"
        case .age(nil): "as-of: \"unknown\""
        case .age(let seconds?): "as-of: \(now.adding(seconds: -seconds).description.quoted)"
        case .consents, .assessments, .override, .scheme: nil
        }
    }

    private func known<Value>(_ fact: Knowable<[Value]>) -> [Value] {
        if case .known(let values) = fact { values } else { [] }
    }
}

extension FactName {
    /// A word of the fact by its place.
    func spelling(_ place: Int) -> String { (words ?? ["false", "true"])[place] }

    fileprivate func yaml(_ place: Int?) -> String {
        guard let place else { return "\"unknown\"" }
        return words == nil ? spelling(place) : spelling(place).quoted
    }

    fileprivate var fieldKey: String? {
        switch self {
        case .handling: "handling"
        case .youthRecord: "youth-record"
        case .spent: "spent"
        case .originatorRelease: "originator-release"
        case .clearedBy: "cleared-by"
        default: nil
        }
    }
}

extension ConsentSetting {
    fileprivate var words: String {
        "consent for \(key.covers) with \(key.with) to \(key.purpose) is \(state.rawValue)"
            + (form.map { ", \($0)" } ?? "")
    }
}

extension AssessmentSetting {
    fileprivate var words: String {
        guard let outcome else { return "there is no risk assessment for \(purpose)" }
        return "the risk assessment for \(purpose), \(secondsAgo / 86_400) days old, says \(outcome.rawValue)"
    }
}

extension Consent {
    fileprivate var yaml: String {
        "{ covers: \(covers.quoted), for: \(purpose.quoted), with: \(with.quoted), state: \(state.rawValue.quoted)"
            + (form.map { ", form: \($0.quoted)" } ?? "") + ", at: \(decidedAt.description.quoted)"
            + (expiresAt.map { ", expires: \($0.description.quoted)" } ?? "") + " }"
    }
}

extension DisclosureRiskAssessment {
    fileprivate var yaml: String {
        "{ for: \(purpose.quoted), outcome: \(outcome.rawValue.quoted), at: \(madeAt.description.quoted) }"
    }
}
