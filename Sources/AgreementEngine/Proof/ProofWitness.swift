import CanonicalModel

/// A case that shows a fault: the facts in words, the request that the engine is asked, and a scenario to paste.
public struct ProofWitness: Sendable {
    /// What the engine is asked.
    public let request: DisclosureRequest
    /// Whether every field of it ought to go; otherwise none ought to.
    public let shouldGo: Bool
    let settings: [FactSetting]

    init(_ ground: ProofGround, _ question: ProofQuestion, _ settings: [FactSetting], shouldGo: Bool) {
        // A value given later replaces one given before, as it does in the request.
        var kept = [FactSetting]()
        for setting in settings where !setting.isRead {
            kept.removeAll { $0.isOfSameFact(as: setting) }
            kept.append(setting)
        }
        self.settings = kept
        self.shouldGo = shouldGo
        request = ground.request(question, kept)
    }

    /// "disc/case-manager is asked to be told identity.core in a selection notice by …"
    public var question: String {
        let categories = request.fields.map(\.category).joined(separator: ", ")
        return "\(categories) in a \(request.message.rawValue) notice from \(request.discloser.party)/"
            + "\(request.discloser.role) to \(request.recipient.party)/\(request.recipient.role) for \(request.purpose)"
    }

    /// Each fact that matters, in words.
    public var facts: [String] { settings.map(\.words) }

    /// The case as an item of a scenario file (`iom-scenarios/1`), with what the engine ought to answer.
    public func scenario(id: String, says: String) -> String {
        let now = request.now
        var lines = ["  - id: \(id.quoted)", "    says: \(says.quoted)", "    source: \"throughgate agreement check\""]
        lines += ["    given:", "      now: \(now.description.quoted)"]
        lines += settings.compactMap { $0.given(at: now) }.map { "      " + $0 }
        lines += ["    when: { \(when) }", "    expect: { \(expectation) }"]
        return lines.joined(separator: "\n")
    }

    private var when: String {
        let recipient = request.recipient
        let kind = recipient.kind == .wardCouncillor ? ", kind: \(recipient.kind.rawValue.quoted)" : ""
        return "tell: \(request.message.rawValue.quoted), "
            + "from: \((request.discloser.party + "/" + request.discloser.role).quoted), "
            + "to: \((recipient.party + "/" + recipient.role).quoted)\(kind), for: \(request.purpose.quoted), "
            + "fetched: true, fields: [\(request.fields.map { field($0) }.joined(separator: ", "))]"
    }

    private func field(_ field: DataField) -> String {
        let facts = settings.compactMap { $0.ofField(at: request.now) }
        if facts.isEmpty { return field.category.quoted }
        return "{ category: \(field.category.quoted), \(facts.joined(separator: ", ")) }"
    }

    private var expectation: String {
        guard shouldGo else { return "outcome: \"suppress\"" }
        return "outcome: \"release\", goes: [\(request.fields.map(\.category.quoted).joined(separator: ", "))]"
    }
}

extension String {
    /// As double-quoted text of the strict YAML subset.
    var quoted: String {
        "\"" + map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
