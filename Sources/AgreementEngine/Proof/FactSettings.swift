/// Every value that a fact can take, as far as the leaf conditions that ask for it can tell: the words of a closed
/// fact, each side of every time limit, each state of every consent.
struct FactSettings {
    private static let day: Int64 = 86_400
    private let atoms: [Condition]
    /// Whether the recipient is bound by its signature; never a question of fact.
    private let isSignatory: Bool

    /// - Parameter atoms: the leaf conditions of the rules that are looked at.
    init(_ atoms: [Condition], isSignatory: Bool) {
        self.atoms = atoms
        self.isSignatory = isSignatory
    }

    /// - Throws: a ``ProofLimit`` when there are more values than a proof can go through.
    func settings(of name: FactAxis.Name) throws(ProofLimit) -> [FactSetting] {
        switch name {
        case .fact(let name): words(of: name)
        case .sources: try sources
        case .age: ages
        case .consents: try consents
        case .assessments: try assessments
        case .override: overrides
        case .scheme(let name): scheme(name)
        }
    }

    private func words(of name: FactName) -> [FactSetting] {
        if name == .signatory { return [.word(name, isSignatory ? 1 : 0)] }
        let known = (name.words ?? ["false", "true"]).indices.map { FactSetting.word(name, $0) }
        // The told ledger is the broker's own: it is never unknown.
        return name == .previouslyNotified ? known : known + [.word(name, nil)]
    }

    /// Each set of the feeds that rules name, with and without one that no rule names.
    private var sources: [FactSetting] {
        get throws(ProofLimit) {
            var named = Set<String>()
            for case .onlySource(let feeds) in atoms { named.formUnion(feeds) }
            let feeds = [Self.feedOfNoRule(named)] + named.sorted()
            guard feeds.count <= ProofLimit.feeds else { throw .tooManyFeeds }
            let sets = (0..<(1 << feeds.count)).map { bits in
                feeds.indices.filter { bits & (1 << $0) != 0 }.map { feeds[$0] }
            }
            // One from the hub's own keeping first: it is the ordinary case and reads best in a sample.
            return sets.dropFirst().map { .sources($0) } + [.sources(nil), .sources([])]
        }
    }

    private static func feedOfNoRule(_ named: Set<String>) -> String {
        var feed = "hub"
        while named.contains(feed) { feed += "-2" }
        return feed
    }

    private var ages: [FactSetting] {
        var limits = Set<Int64>()
        for case .asOf(let days) in atoms { limits.insert(Int64(days) * Self.day) }
        return Self.eachSide(of: limits).map { .age($0) } + [.age(nil)]
    }

    /// Now, and the last moment within and the first beyond every limit.
    private static func eachSide(of limits: Set<Int64>) -> [Int64] {
        Set([0] + limits.flatMap { [max(0, $0 - 1), $0, $0 + 1] }).sorted()
    }

    private var overrides: [FactSetting] {
        var limits = Set<Int64>()
        for case .override(let question) in atoms { limits.insert(Int64(question.ageHoursAtMost) * 3_600) }
        var settings: [FactSetting] = [.override(.noneMade)]
        for rank in EmergencyOverride.Rank.allCases {
            for hasReason in [true, false] {
                settings += Self.eachSide(of: limits).map {
                    .override(.made(rank: rank, hasReason: hasReason, secondsAgo: $0))
                }
            }
        }
        return settings + [.override(.unknown)]
    }

    private func scheme(_ name: String) -> [FactSetting] {
        var named = Set<String>()
        for case .scheme(name, let words) in atoms { named.formUnion(words) }
        return named.sorted().map { .scheme(name, $0) } + [.scheme(name, Self.wordOfNoRule(named)), .scheme(name, nil)]
    }

    private static func wordOfNoRule(_ named: Set<String>) -> String {
        var word = "something-else"
        while named.contains(word) { word += "-2" }
        return word
    }

    // MARK: Consents and assessments, which are known or unknown together

    private var consents: [FactSetting] {
        get throws(ProofLimit) {
            var forms = [ConsentKey: Bool]()
            for case .consent(let question) in atoms {
                let key = ConsentKey(covers: question.covers, purpose: question.purpose, with: question.with)
                forms[key] = forms[key] ?? false || question.form != nil
            }
            let choices = forms.keys.sorted(by: Self.comesFirst).map {
                Self.states(of: $0, withForm: forms[$0] ?? false)
            }
            let known = try Self.product(choices).filter(Self.isPossible)
            return known.map { .consents($0) } + [.consents(nil)]
        }
    }

    private static func comesFirst(_ left: ConsentKey, _ right: ConsentKey) -> Bool {
        (left.covers, left.purpose, left.with) < (right.covers, right.purpose, right.with)
    }

    private static func states(of key: ConsentKey, withForm: Bool) -> [ConsentSetting] {
        let forms: [String?] = withForm ? ["written", "spoken", nil] : [nil]
        let sought: [ConsentState] = [.given, .refused, .withdrawn, .expired]
        return sought.flatMap { state in forms.map { ConsentSetting(key: key, state: state, form: $0) } }
            + [ConsentSetting(key: key, state: .notSought, form: nil)]
    }

    /// Whoever was asked about a whole family was asked about each of its members.
    private static func isPossible(_ settings: [ConsentSetting]) -> Bool {
        !settings.contains { member in
            member.state == .notSought
                && settings.contains { $0.state != .notSought && $0.key.includes(member.key) }
        }
    }

    private var assessments: [FactSetting] {
        get throws(ProofLimit) {
            var limits = [String: Set<Int64>]()
            for case .riskAssessment(let question) in atoms {
                limits[question.purpose, default: []].insert(Int64(question.ageDaysAtMost) * Self.day)
            }
            let choices = limits.keys.sorted().map { Self.assessments(for: $0, limits[$0] ?? []) }
            return try Self.product(choices).map { .assessments($0) } + [.assessments(nil)]
        }
    }

    private static func assessments(for purpose: String, _ limits: Set<Int64>) -> [AssessmentSetting] {
        let outcomes = DisclosureRiskAssessment.Outcome.allCases
        return outcomes.flatMap { outcome in
            eachSide(of: limits).map { AssessmentSetting(purpose: purpose, outcome: outcome, secondsAgo: $0) }
        } + [AssessmentSetting(purpose: purpose, outcome: nil, secondsAgo: 0)]
    }

    private static func product<Value>(_ choices: [[Value]]) throws(ProofLimit) -> [[Value]] {
        var product: [[Value]] = [[]]
        for choice in choices {
            guard product.count * choice.count <= ProofLimit.valuesOfOneFact else { throw .tooManyValues }
            product = product.flatMap { head in choice.map { head + [$0] } }
        }
        return product
    }
}
