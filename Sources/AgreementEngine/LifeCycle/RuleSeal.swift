private import Crypto
public import CanonicalModel

/// That somebody saw a rule's sentence and the engine's English together: digests of what they saw.
///
/// Twelve digits are enough, because a seal guards against haste and not against forgery; signatures do that, and they
/// are over the whole digests.
public struct RuleSeal: Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// Of the rule's canonical JSON, structure and sentence.
    public var seal: String
    /// Of the sentence's letters and digits alone, so that a comma makes no new sentence.
    public var says: String
    /// Of the engine's English.
    public var rendering: String
    /// Who looked again at a structure that changed under its sentence.
    public var reviewedBy: String?
    /// The day of the seal.
    public var on: CalendarDate

    /// Seals a rule as it is rendered.
    init(_ rule: RuleRendering, reviewedBy: String?, on day: CalendarDate) {
        self.rule = rule.id
        seal = Self.digest(rule.canonical)
        says = Self.digest(Self.letters(rule.says))
        rendering = Self.digest(Array(rule.english.utf8))
        self.reviewedBy = reviewedBy
        on = day
    }

    init(rule: String, seal: String, says: String, rendering: String, reviewedBy: String?, on: CalendarDate) {
        self.rule = rule
        self.seal = seal
        self.says = says
        self.rendering = rendering
        self.reviewedBy = reviewedBy
        self.on = on
    }

    /// What differs between this seal and the rule as it is now; nil when nothing does.
    func difference(from rule: RuleRendering) -> SealFinding.Difference? {
        let now = RuleSeal(rule, reviewedBy: nil, on: on)
        // A letter more in the sentence excuses no other structure; the engine's English says whether there is one.
        if says != now.says { return rendering == now.rendering ? .newSentence : .newStructure }
        if seal != now.seal { return .newStructure }
        return rendering == now.rendering ? nil : .newMeaning
    }

    /// Whether the rule goes by the sentence that was sealed, whatever its id.
    func hasSentence(of rule: RuleRendering) -> Bool { says == RuleSeal(rule, reviewedBy: nil, on: on).says }

    static let length = 12

    private static func digest(_ bytes: [UInt8]) -> String {
        String(SHA256.hash(data: bytes).hexadecimal.prefix(length))
    }

    private static func letters(_ sentence: String) -> [UInt8] {
        Array(String(sentence.lowercased().filter { $0.isLetter || $0.isNumber }).utf8)
    }
}
