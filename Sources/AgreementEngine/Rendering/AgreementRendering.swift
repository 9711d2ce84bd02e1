private import Crypto
private import Formats

/// An agreement in plain English, made from its structure: what an officer reads before signing, and what a signature
/// is over.
public struct AgreementRendering: Sendable {
    /// The agreement's id.
    public let agreement: String
    /// What stands before the rules: title, dates, parties, purposes, powers.
    public let preamble: [String]
    /// The rules in the order of the file: what is always refused, what is permitted, duties, exclusions.
    public let rules: [RuleRendering]

    /// Renders an agreement; the same agreement always gives the same text.
    public init(_ agreement: Agreement) {
        let renderer = RuleRenderer(agreement)
        let rules = CanonicalRules(agreement)
        self.agreement = agreement.id
        preamble = PreambleRenderer(agreement).lines
        self.rules =
            agreement.guardrails.map { rules.rendering($0.id, $0.says, renderer.english($0)) }
            + agreement.permits.map { rules.rendering($0.id, $0.says, renderer.english($0)) }
            + agreement.duties.map { rules.rendering($0.id, $0.says, renderer.english($0)) }
            + agreement.exclusions.map {
                rules.rendering(CanonicalRules.exclusion($0.message), $0.says, renderer.english($0))
            }
            + agreement.locals.sorted { $0.key < $1.key }.flatMap { scheme, section in
                section.guardrails.map { rules.rendering($0.id, $0.says, renderer.english($0, in: scheme)) }
                    + section.narrowings.map {
                        rules.rendering(
                            CanonicalRules.narrowing($0.rule, scheme), $0.says, renderer.english($0, in: scheme))
                    }
            }
    }

    /// The whole text: the preamble, then every rule with its id and its English.
    public var text: String {
        (preamble + [""] + rules.map { "\($0.id): \($0.english)" }).joined(separator: "\n") + "\n"
    }

    /// SHA-256 of the text, in hexadecimal.
    public var digest: String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
}

/// The rules of the file by their ids, as canonical JSON.
private struct CanonicalRules {
    private var rules: [String: [UInt8]] = [:]

    init(_ agreement: Agreement) {
        let file = agreement.canonical.object
        for rule in (file?["always-refuse"]?.array ?? []) + (file?["rules"]?.array ?? []) {
            if let id = rule.object?["id"]?.string { rules[id] = rule.canonicalBytes() }
        }
        for rule in file?["not-in-this-scheme"]?.array ?? [] {
            guard let kind = rule.object?["message"]?.string.flatMap(NoticeKind.init(rawValue:)) else { continue }
            rules[Self.exclusion(kind)] = rule.canonicalBytes()
        }
        for section in file?["local"]?.object?.members ?? [] { add(section) }
    }

    private mutating func add(_ section: JSONObject.Member) {
        for rule in section.value.object?["always-refuse"]?.array ?? [] {
            if let id = rule.object?["id"]?.string { rules[id] = rule.canonicalBytes() }
        }
        for rule in section.value.object?["narrow"]?.array ?? [] {
            if let id = rule.object?["rule"]?.string { rules[Self.narrowing(id, section.key)] = rule.canonicalBytes() }
        }
    }

    /// A narrowing goes by its scheme and the permit.
    static func narrowing(_ rule: String, _ scheme: String) -> String { "local.\(scheme).\(rule)" }

    /// An exclusion has no id of its own; a rule's id has no dot, so the two never meet.
    static func exclusion(_ kind: NoticeKind) -> String { "not-in-this-scheme." + kind.rawValue }

    func rendering(_ id: String, _ says: String, _ english: String) -> RuleRendering {
        RuleRendering(id: id, says: says, english: english, canonical: rules[id] ?? [])
    }
}
