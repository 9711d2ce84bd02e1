import CanonicalModel
import Formats
import PolicyText

/// The facts of a scenario, by the names that rules use; a scenario changes those of its file that it names.
struct ScenarioGiven {
    var now: Timestamp
    var subject: SubjectFacts
    var coversArea: Knowable<Bool>
    var previouslyNotified: Bool
    var undertaking: Knowable<Undertaking>
    var isVetted: Knowable<Bool>
    var override: Knowable<EmergencyOverride?>
    var scheme: [String: String]

    /// - Parameters:
    ///   - value: the mapping `given`.
    ///   - base: the facts it changes; nil when every fact has to be here.
    init(_ value: YAMLValue, over base: ScenarioGiven?) throws(FormatError) {
        var reader = try PolicyReader(value)
        now = try Self.fact("now", &reader, base?.now) { (value) throws(FormatError) in try value.timestamp }
        subject = try Self.subject(&reader, base?.subject)
        coversArea = try Self.fact("recipient.covers-area", &reader, base?.coversArea) { (value) throws(FormatError) in
            try value.knowable { (value) throws(FormatError) in try value.truth }
        }
        previouslyNotified = try Self.fact("recipient.previously-notified", &reader, base?.previouslyNotified) {
            (value) throws(FormatError) in try value.truth
        }
        undertaking = try Self.rareWord("recipient.undertaking", &reader, base?.undertaking)
        isVetted = try Self.rareTruth("recipient.vetted", &reader, base?.isVetted)
        override = try reader.value("override").map { (value) throws(FormatError) in
            try value.knowable { (value) throws(FormatError) in
                value.isNull ? nil : try EmergencyOverride(scenario: value)
            }
        } ?? base?.override ?? .known(nil)
        scheme = base?.scheme ?? [:]
        for member in try reader.value("scheme")?.members ?? [] {
            scheme["scheme." + member.key] = try member.value.setting
        }
        try reader.finish()
    }

    private static func subject(
        _ reader: inout PolicyReader, _ base: SubjectFacts?
    ) throws(FormatError) -> SubjectFacts {
        SubjectFacts(
            ageBand: try word("subject.age-band", &reader, base?.ageBand),
            cohort: try word("subject.cohort", &reader, base?.cohort),
            statutory: try word("subject.statutory", &reader, base?.statutory),
            rag: try word("subject.rag", &reader, base?.rag),
            custody: try word("custody.status", &reader, base?.custody),
            consents: try fact("consents", &reader, base?.consents) { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in try consents(value) }
            },
            mappa: try rareWord("mappa.status", &reader, base?.mappa),
            selectionRoute: try rareWord("selection.route", &reader, base?.selectionRoute),
            isTransferInProgress: try rareTruth("transfer.in-progress", &reader, base?.isTransferInProgress),
            riskAssessments: try reader.value("risk-assessments").map { (value) throws(FormatError) in
                try value.knowable { (value) throws(FormatError) in
                    try value.emptiableList.map { (item) throws(FormatError) in try DisclosureRiskAssessment(scenario: item) }
                }
            } ?? base?.riskAssessments ?? unsaid())
    }

    /// A fact that few rules ask for: a file that does not say it leaves it unknown.
    private static func rareWord<Word: FactWord>(
        _ name: String, _ reader: inout PolicyReader, _ base: Knowable<Word>?
    ) throws(FormatError) -> Knowable<Word> { try word(name, &reader, base ?? unsaid()) }

    private static func rareTruth(
        _ name: String, _ reader: inout PolicyReader, _ base: Knowable<Bool>?
    ) throws(FormatError) -> Knowable<Bool> {
        try fact(name, &reader, base ?? unsaid()) { (value) throws(FormatError) in
            try value.knowable { (value) throws(FormatError) in try value.truth }
        }
    }

    private static func unsaid<Value>() -> Knowable<Value> { .unknown("the scenario does not say") }

    private static func fact<Value>(
        _ name: String, _ reader: inout PolicyReader, _ base: Value?, _ read: (YAMLValue) throws(FormatError) -> Value
    ) throws(FormatError) -> Value {
        if let value = reader.value(name) { return try read(value) }
        guard let base else { throw .missingKey(reader.place, name) }
        return base
    }

    private static func word<Word: FactWord>(
        _ name: String, _ reader: inout PolicyReader, _ base: Knowable<Word>?
    ) throws(FormatError) -> Knowable<Word> {
        try fact(name, &reader, base) { (value) throws(FormatError) in
            try value.knowable { (value) throws(FormatError) in try value.word() }
        }
    }

    private static func consents(_ value: YAMLValue) throws(FormatError) -> [Consent] {
        var consents = [Consent]()
        for item in try value.emptiableList { consents.append(try Consent(scenario: item)) }
        return consents
    }
}

extension Consent {
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            covers: try reader.text("covers"), purpose: try reader.text("for"), with: try reader.text("with"),
            state: try reader.word("state"), form: try reader.optionalText("form"),
            decidedAt: try reader.required("at").timestamp,
            expiresAt: try reader.value("expires").map { (value) throws(FormatError) in try value.timestamp })
        try reader.finish()
    }
}

extension DisclosureRiskAssessment {
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            purpose: try reader.text("for"), outcome: try reader.word("outcome"),
            madeAt: try reader.required("at").timestamp)
        try reader.finish()
    }
}

extension EmergencyOverride {
    fileprivate init(scenario value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            rank: try reader.word("rank"), hasReason: try reader.word("reason") == Presence.present,
            madeAt: try reader.required("at").timestamp)
        try reader.finish()
    }
}

extension YAMLValue {
    /// A word, or `true` or `false`, as a scheme sets it.
    fileprivate var setting: String {
        get throws(FormatError) {
            if case .truth(let isTrue) = content { return String(isTrue) }
            return try text
        }
    }

    /// An instant, RFC 3339.
    var timestamp: Timestamp {
        get throws(FormatError) {
            guard let time = Timestamp(try text) else { throw .wrongKind(place, "a time, \"2026-11-21T10:00:00Z\"") }
            return time
        }
    }

    /// A fact, or one of the two words for not knowing it: "unknown" and "unavailable".
    func knowable<Value: Sendable & Hashable>(
        _ read: (YAMLValue) throws(FormatError) -> Value
    ) throws(FormatError) -> Knowable<Value> {
        if case .text("unknown") = content { return .unknown("the scenario leaves it open") }
        if case .text("unavailable") = content {
            return .unknown(.unavailable("the scenario says nobody can be asked"))
        }
        return .known(try read(self))
    }
}
