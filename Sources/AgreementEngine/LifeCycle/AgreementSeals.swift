public import CanonicalModel
private import Crypto
public import Formats
import PolicyText

/// The seals of an agreement's rules, in a file of their own (ops/decisions/0014).
public struct AgreementSeals: Sendable, Hashable {
    /// The only format there is.
    public static let format = "iom-seals/1"

    /// The agreement's id.
    public let agreement: String
    /// The seals in the order of the rules.
    public private(set) var seals: [RuleSeal]

    /// No seal yet.
    public init(of agreement: Agreement) {
        self.agreement = agreement.id
        seals = []
    }

    /// Loads a file.
    ///
    /// - Throws: a ``FormatError`` with place, rule and remedy.
    public init(yaml bytes: [UInt8]) throws(FormatError) {
        var reader = try PolicyReader(try StrictYAML.parse(bytes))
        try reader.demandFormat(Self.format)
        agreement = try reader.text("agreement")
        seals = []
        for value in try reader.required("seals").emptiableList {
            let seal = try RuleSeal(value)
            guard !seals.contains(where: { $0.rule == seal.rule }) else { throw .givenTwice(value.place) }
            seals.append(seal)
        }
        try reader.finish()
    }

    /// What is not sealed as it stands, in the order of the rules; empty when all is.
    public func findings(for rendering: AgreementRendering) -> [SealFinding] {
        let sealed = agreement == rendering.agreement ? seals : []
        let ids = Set(rendering.rules.map(\.id))
        return rendering.rules.compactMap { rule in
            guard let seal = sealed.first(where: { $0.rule == rule.id }) else {
                // A sealed sentence under another id is no new rule: renaming it would defeat the seal.
                let isKnown = sealed.contains { $0.hasSentence(of: rule) }
                return SealFinding(rule: rule.id, difference: isKnown ? .newStructure : .unsealed)
            }
            return seal.difference(from: rule).map { SealFinding(rule: rule.id, difference: $0) }
        } + sealed.filter { !ids.contains($0.rule) }.map { SealFinding(rule: $0.rule, difference: .noSuchRule) }
    }

    /// Seals the rules as they now stand.
    ///
    /// - Parameters:
    ///   - rendering: the agreement as somebody has just read it.
    ///   - rule: only this one; nil for all.
    ///   - reviewer: the person who looked at every structure that changed under its sentence; without one those are left
    ///     as they were.
    ///   - day: today.
    /// - Returns: the new seals. What is still open are their findings.
    public func sealing(
        _ rendering: AgreementRendering, only rule: String? = nil, reviewedBy reviewer: String?, on day: CalendarDate
    ) -> AgreementSeals {
        let findings = Dictionary(
            uniqueKeysWithValues: findings(for: rendering).map { ($0.rule, $0.difference) })
        var result = self
        result.seals = rendering.rules.compactMap { candidate in
            let old = agreement == rendering.agreement ? seals.first { $0.rule == candidate.id } : nil
            guard let difference = findings[candidate.id], rule == nil || rule == candidate.id,
                !difference.demandsReview || reviewer != nil
            else { return old }
            return RuleSeal(candidate, reviewedBy: reviewer, on: day)
        }
        return result
    }

    /// The file.
    public var yaml: String {
        """
        # Which rules somebody has read as the engine reads them: digests of structure, sentence and rendering.
        # Written by `throughgate agreement seal`; do not edit.

        format: "\(Self.format)"
        agreement: "\(agreement)"
        seals:\(seals.isEmpty ? " []" : "")
        \(seals.map(\.line).joined(separator: "\n"))

        """
    }

    /// SHA-256 of what the seals say; a signature is over it.
    public var digest: String { SHA256.hash(data: Array(seals.map(\.line).joined(separator: "\n").utf8)).hexadecimal }
}

extension RuleSeal {
    fileprivate init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        self.init(
            rule: try reader.text("rule"), seal: try reader.hexadecimal("seal", digits: Self.length),
            says: try reader.hexadecimal("says", digits: Self.length),
            rendering: try reader.hexadecimal("rendering", digits: Self.length),
            reviewedBy: try reader.optionalText("reviewed-by"), on: try reader.date("on"))
        try reader.finish()
    }

    fileprivate var line: String {
        "  - { rule: \"\(rule)\", seal: \"\(seal)\", says: \"\(says)\", rendering: \"\(rendering)\""
            + (reviewedBy.map { ", reviewed-by: \(YAMLText.quoted($0))" } ?? "") + ", on: \"\(on)\" }"
    }
}
