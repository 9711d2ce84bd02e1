import CanonicalModel

/// One value of one fact, put so that the engine can be asked about it and an officer can read it.
enum FactSetting: Sendable, Hashable {
    /// A word of a closed fact by its place; nil when nobody has said.
    case word(FactName, Int?)
    /// The feeds a field is known from.
    case sources([String]?)
    /// How many seconds ago the field was known.
    case age(Int64?)
    /// What stands of each consent asked for.
    case consents([ConsentSetting]?)
    /// The latest risk assessment for each purpose asked for.
    case assessments([AssessmentSetting]?)
    case override(OverrideSetting)
    /// A setting of the scheme; nil when the scheme does not say.
    case scheme(String, String?)

    /// Whether the value is that nobody knows.
    var isUnknown: Bool {
        switch self {
        case .word(_, let place): place == nil
        case .sources(let sources): sources == nil
        case .age(let age): age == nil
        case .consents(let consents): consents == nil
        case .assessments(let assessments): assessments == nil
        case .override(let override): override == .unknown
        case .scheme(_, let word): word == nil
        }
    }
}

/// What a consent is about: a decision about one is none about another (reference 5.2).
struct ConsentKey: Sendable, Hashable {
    var covers: String
    var purpose: String
    var with: String

    /// Whether a consent about this also answers a question about another category.
    func includes(_ other: ConsentKey) -> Bool {
        self != other && purpose == other.purpose && with == other.with
            && CategoryPattern(covers).isFamily(of: other.covers)
    }
}

/// How a consent stands.
struct ConsentSetting: Sendable, Hashable {
    var key: ConsentKey
    var state: ConsentState
    var form: String?
}

/// The latest risk assessment for a purpose; none when the outcome is nil.
struct AssessmentSetting: Sendable, Hashable {
    var purpose: String
    var outcome: DisclosureRiskAssessment.Outcome?
    var secondsAgo: Int64
}

/// What is known of an emergency override.
enum OverrideSetting: Sendable, Hashable {
    case unknown
    case noneMade
    case made(rank: EmergencyOverride.Rank, hasReason: Bool, secondsAgo: Int64)
}

extension FactSetting {
    private static let day: Int64 = 86_400
    /// When a consent was recorded: a family before its members, so that the decision about the member stands.
    private static let familyDecidedDaysAgo: Int64 = 30
    private static let memberDecidedDaysAgo: Int64 = 20

    /// Puts the value into a request, relative to the request's clock.
    func apply(to request: inout DisclosureRequest) {
        let now = request.now
        switch self {
        case .word(let name, let place): Self.apply(name, place, &request)
        case .sources(let sources):
            request.eachField { $0.sources = Self.knowable(sources) }
        case .age(let seconds):
            request.eachField { $0.asOf = Self.knowable(seconds.map { now.adding(seconds: -$0) }) }
        case .consents: request.subject.consents = consents(at: now)
        case .assessments: request.subject.riskAssessments = assessments(at: now)
        case .override: request.override = override(at: now)
        case .scheme(let name, let word): request.scheme[name] = word
        }
    }

    /// What a condition that asks for this one fact comes to; unknown for a condition that asks for another.
    func truth(of atom: Condition, at now: Timestamp) -> Truth {
        switch (self, atom) {
        case (.word(let name, let place), .fact(let asked, let mask)) where asked == name:
            place.map { Truth(mask & (1 << $0) != 0) } ?? .unknown
        case (.sources(let sources?), .onlySource(let wanted)):
            sources.isEmpty ? .unknown : Truth(sources.allSatisfy(wanted.contains))
        case (.age(let seconds?), .asOf(let days)): Truth(seconds <= Int64(days) * Self.day)
        case (.consents, .consent(let question)): question.truth(consents(at: now), at: now)
        case (.assessments, .riskAssessment(let question)): question.truth(assessments(at: now), at: now)
        case (.override, .override(let question)): question.truth(override(at: now), at: now)
        case (.scheme(let name, let word?), .scheme(let asked, let words)) where asked == name:
            Truth(words.contains(word))
        default: .unknown
        }
    }

    func consents(at now: Timestamp) -> Knowable<[Consent]> {
        guard case .consents(let settings?) = self else { return Self.knowable(nil) }
        return .known(settings.compactMap { Self.consent($0, at: now) })
    }

    private static func consent(_ setting: ConsentSetting, at now: Timestamp) -> Consent? {
        guard setting.state != .notSought else { return nil }
        let isFamily = setting.key.covers.hasSuffix("*")
        let daysAgo = isFamily ? familyDecidedDaysAgo : memberDecidedDaysAgo
        let hasLapsed = setting.state == .expired
        return Consent(
            covers: setting.key.covers, purpose: setting.key.purpose, with: setting.key.with,
            state: hasLapsed ? .given : setting.state, form: setting.form,
            decidedAt: now.adding(seconds: -daysAgo * day), expiresAt: hasLapsed ? now.adding(seconds: -day) : nil)
    }

    func assessments(at now: Timestamp) -> Knowable<[DisclosureRiskAssessment]> {
        guard case .assessments(let settings?) = self else { return Self.knowable(nil) }
        return .known(
            settings.compactMap { setting in
                setting.outcome.map {
                    DisclosureRiskAssessment(
                        purpose: setting.purpose, outcome: $0, madeAt: now.adding(seconds: -setting.secondsAgo))
                }
            })
    }

    func override(at now: Timestamp) -> Knowable<EmergencyOverride?> {
        guard case .override(let setting) = self else { return .unknown("nobody has said") }
        return switch setting {
        case .unknown: .unknown("nobody has said")
        case .noneMade: .known(nil)
        case .made(let rank, let hasReason, let seconds):
            .known(EmergencyOverride(rank: rank, hasReason: hasReason, madeAt: now.adding(seconds: -seconds)))
        }
    }

    private static func knowable<Value>(_ value: Value?) -> Knowable<Value> {
        value.map(Knowable.known) ?? .unknown("nobody has said")
    }

    private static func knowable<Word: FactWord>(word place: Int?) -> Knowable<Word> {
        knowable(place.map { Array(Word.allCases)[$0] })
    }

    private static func apply(_ name: FactName, _ place: Int?, _ request: inout DisclosureRequest) {
        let isTrue = knowable(place.map { $0 == 1 })
        switch name {
        // Who is told what is the question and no fact of it; a signature is read from the agreement.
        case .message, .kind, .signatory: break
        case .ageBand: request.subject.ageBand = knowable(word: place)
        case .cohort: request.subject.cohort = knowable(word: place)
        case .statutory: request.subject.statutory = knowable(word: place)
        case .rag: request.subject.rag = knowable(word: place)
        case .custody: request.subject.custody = knowable(word: place)
        case .mappa: request.subject.mappa = knowable(word: place)
        case .selectionRoute: request.subject.selectionRoute = knowable(word: place)
        case .transferInProgress: request.subject.isTransferInProgress = isTrue
        case .coversArea: request.recipient.coversArea = isTrue
        case .previouslyNotified: request.recipient.previouslyNotified = place == 1
        case .undertaking: request.recipient.undertaking = knowable(word: place)
        case .vetted: request.recipient.isVetted = isTrue
        case .handling: request.eachField { $0.handling = knowable(word: place) }
        case .youthRecord: request.eachField { $0.isYouthRecord = isTrue }
        case .spent: request.eachField { $0.isSpent = isTrue }
        case .originatorRelease: request.eachField { $0.originatorRelease = knowable(word: place) }
        case .clearedBy: request.eachField { $0.clearedBy = knowable(word: place) }
        }
    }
}

extension DisclosureRequest {
    fileprivate mutating func eachField(_ change: (inout DataField) -> Void) {
        for index in fields.indices { change(&fields[index]) }
    }
}
