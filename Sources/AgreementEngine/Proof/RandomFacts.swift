import CanonicalModel

/// Draws raw facts, each as it might come from the broker: unknown and unavailable ones, consents in any number and
/// order, times around each limit that rules set.
struct RandomFacts {
    private let covers: [String]
    private let feeds: [String]
    private let assessed: [String]
    private let settings: [String: [String]]
    private let purposes: [String]
    /// Seconds around which something changes.
    private let limits: [Int64]

    init(_ atoms: [Condition], purposes: [String]) {
        var covers: Set = ["engagement.attendance", "plan.*"]
        var feeds: Set = ["hub", "courts"]
        var assessed: Set = ["something-else"]
        var settings = [String: Set<String>]()
        var limits: Set<Int64> = [0]
        for atom in atoms {
            switch atom {
            case .consent(let question): covers.formUnion([question.covers, question.covers.family])
            case .onlySource(let named): feeds.formUnion(named)
            case .riskAssessment(let question):
                assessed.insert(question.purpose)
                limits.insert(Int64(question.ageDaysAtMost) * 86_400)
            case .override(let question): limits.insert(Int64(question.ageHoursAtMost) * 3_600)
            case .asOf(let days): limits.insert(Int64(days) * 86_400)
            case .scheme(let name, let words): settings[name, default: ["something-else"]].formUnion(words)
            case .fact, .role, .all, .any, .not: break
            }
        }
        self.covers = covers.sorted()
        self.feeds = feeds.sorted()
        self.assessed = assessed.sorted()
        self.settings = settings.mapValues { $0.sorted() }
        self.limits = limits.sorted()
        self.purposes = purposes
    }

    /// Replaces every fact of a request about one field.
    func draw(into request: inout DisclosureRequest, _ generator: inout some RandomNumberGenerator) {
        request.subject = subject(at: request.now, &generator)
        request.recipient.coversArea = truth(&generator)
        request.recipient.previouslyNotified = Bool.random(using: &generator)
        request.recipient.undertaking = word(&generator)
        request.recipient.isVetted = truth(&generator)
        request.fields[0] = field(request.fields[0].category, at: request.now, &generator)
        request.override = known(override(at: request.now, &generator), &generator)
        for (name, words) in settings.sorted(by: { $0.key < $1.key }) {
            request.scheme[name] = Bool.random(using: &generator) ? words.randomElement(using: &generator) : nil
        }
    }

    private func subject(at now: Timestamp, _ generator: inout some RandomNumberGenerator) -> SubjectFacts {
        SubjectFacts(
            ageBand: word(&generator), cohort: word(&generator), statutory: word(&generator), rag: word(&generator),
            custody: word(&generator), consents: known(consents(at: now, &generator), &generator),
            mappa: word(&generator),
            selectionRoute: word(&generator), isTransferInProgress: truth(&generator),
            riskAssessments: known(assessments(at: now, &generator), &generator))
    }

    private func field(
        _ category: String, at now: Timestamp, _ generator: inout some RandomNumberGenerator
    ) -> DataField {
        let count = Int.random(in: 0...3, using: &generator)
        let sources = (0..<count).compactMap { _ in feeds.randomElement(using: &generator) }
        return DataField(
            name: category, category: category, required: false, sources: known(sources, &generator),
            asOf: known(moment(before: now, &generator), &generator), handling: word(&generator),
            isYouthRecord: truth(&generator), isSpent: truth(&generator), originatorRelease: word(&generator),
            clearedBy: word(&generator))
    }

    private func consents(at now: Timestamp, _ generator: inout some RandomNumberGenerator) -> [Consent] {
        let classes = ["vcs", "housing", "treatment", "ward-councillor", "criminal-justice", "researcher"]
        let states: [ConsentState] = [.given, .given, .refused, .withdrawn]
        return (0..<Int.random(in: 0...12, using: &generator)).map { _ in
            Consent(
                covers: covers.randomElement(using: &generator) ?? "plan.*",
                purpose: purposes.randomElement(using: &generator) ?? "",
                with: classes.randomElement(using: &generator) ?? "vcs",
                state: states.randomElement(using: &generator) ?? .given,
                form: ["written", "spoken", nil].randomElement(using: &generator) ?? nil,
                decidedAt: moment(before: now, &generator),
                expiresAt: Bool.random(using: &generator)
                    ? nil : now.adding(seconds: Int64.random(in: -86_400...86_400, using: &generator)))
        }
    }

    private func assessments(
        at now: Timestamp, _ generator: inout some RandomNumberGenerator
    ) -> [DisclosureRiskAssessment] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            DisclosureRiskAssessment(
                purpose: assessed.randomElement(using: &generator) ?? "",
                outcome: Bool.random(using: &generator) ? .share : .doNotShare, madeAt: moment(before: now, &generator))
        }
    }

    private func override(at now: Timestamp, _ generator: inout some RandomNumberGenerator) -> EmergencyOverride? {
        guard Bool.random(using: &generator) else { return nil }
        return EmergencyOverride(
            rank: EmergencyOverride.Rank.allCases.randomElement(using: &generator) ?? .constable,
            hasReason: Int.random(in: 0..<4, using: &generator) > 0, madeAt: moment(before: now, &generator))
    }

    /// Within a second of a limit, or anywhere in the last year.
    private func moment(before now: Timestamp, _ generator: inout some RandomNumberGenerator) -> Timestamp {
        let near = (limits.randomElement(using: &generator) ?? 0) + Int64.random(in: -1...1, using: &generator)
        let far = Int64.random(in: 0...31_536_000, using: &generator)
        return now.adding(seconds: -(Bool.random(using: &generator) ? max(0, near) : far))
    }

    private func word<Word: FactWord>(_ generator: inout some RandomNumberGenerator) -> Knowable<Word> {
        guard let word = Word.allCases.randomElement(using: &generator) else { return .unknown("no words") }
        return known(word, &generator)
    }

    private func truth(_ generator: inout some RandomNumberGenerator) -> Knowable<Bool> {
        known(Bool.random(using: &generator), &generator)
    }

    /// Known three times in four.
    private func known<Value>(_ value: Value, _ generator: inout some RandomNumberGenerator) -> Knowable<Value> {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: .unknown("nobody has said")
        case 1: .unknown(.unavailable("nobody can be asked"))
        default: .known(value)
        }
    }
}

extension String {
    /// "engagement.*" of "engagement.attendance".
    fileprivate var family: String { (firstIndex(of: ".").map { String(self[..<$0]) } ?? self) + ".*" }
}
