import CanonicalModel
import DomainEvents
import Formats

/// The members of an event or assessment by plain name, and the scores found among them.
struct RiskScores {
    /// The most members that are looked at; a whole OASys assessment has about two hundred.
    private static let maxMembers = 1_000

    private struct Member {
        let value: JSONValue
        let path: String
    }

    private var members: [String: [Member]] = [:]
    /// Members whose names claim a score and stand in no table.
    private var unknownCount = 0
    private let path: String

    /// Gathers the members of an object and of the objects in it (`rsr: {score, band}`).
    init(_ object: JSONObject, path: String) throws(FormatError) {
        self.path = path
        var count = 0
        for member in object.members {
            count += 1 + (member.value.object?.members.count ?? 0)
            guard count <= Self.maxMembers else { throw .tooMany(path) }
            let name = RiskMember.plain(member.key)
            add([name], member.value, path + "/" + Self.shown(member.key))
            for inner in member.value.object?.members ?? [] {
                let names = Self.names(of: RiskMember.plain(inner.key), in: name)
                add(names, inner.value, path + "/" + Self.shown(member.key) + "/" + Self.shown(inner.key))
            }
        }
    }

    /// `band` in `rsr` is `rsrband`; a name that says enough by itself counts by itself too.
    private static func names(of inner: String, in outer: String) -> [String] {
        inner.hasPrefix("score") || inner == "band" ? [outer + inner] : [outer + inner, inner]
    }

    /// A key as a path may show it: any other than a score's own name is the sender's text and may name anybody.
    private static func shown(_ key: String) -> String {
        let plain = RiskMember.plain(key)
        guard RiskMember.names.contains(plain) || ["score", "band"].contains(plain) else { return "*" }
        return key.utf8.allSatisfy { $0 == UInt8(ascii: "_") || RiskMember.isPlain($0) } ? key : plain
    }

    private mutating func add(_ names: [String], _ value: JSONValue, _ path: String) {
        switch value {
        case .null, .object, .array: return
        case .string(let text) where StrictText.isBlank(text): return
        default: for name in names { members[name, default: []].append(Member(value: value, path: path)) }
        }
        if RiskMember.names.isDisjoint(with: names), names.contains(where: RiskMember.looksLikeScore) {
            unknownCount += 1
        }
    }

    /// The warning that scores were left out because no table knows their names; nil when none was.
    var unknownScores: FormatError? {
        guard unknownCount > 0 else { return nil }
        return FormatError(
            path: path, rule: "probation.unknown-score",
            message:
                "\(unknownCount) members look like scores or bands and are in no table; the message leaves them out.",
            remedy: "Compare the names with the adapter's README, or ask its owner to add them with their source.")
    }

    /// The scores of some kinds that are there.
    func scores(_ kinds: [RiskMember]) throws(FormatError) -> [RiskAssessment.Score] {
        var scores: [RiskAssessment.Score] = []
        for kind in kinds {
            let value = try only(kind.values, Self.number)
            let band = try only(kind.bands, Self.band)
            if value != nil || band != nil {
                scores.append(RiskAssessment.Score(name: kind.name, value: value, band: band))
            }
        }
        return scores
    }

    /// The first text under some plain names.
    func text(_ names: [String]) -> String? {
        names.lazy.compactMap { members[$0]?.first?.value.string }.first
    }

    /// One value under several names: told twice it has to be the same.
    private func only<Value: Equatable>(
        _ names: [String], _ read: (JSONValue, String) throws(FormatError) -> Value
    ) throws(FormatError) -> Value? {
        var found: Value?
        for member in names.flatMap({ members[$0] ?? [] }) {
            let value = try read(member.value, member.path)
            guard found == nil || found == value else { throw .contradiction(member.path) }
            found = value
        }
        return found
    }

    /// A number from 0 to 100, as written, without a superfluous zero at its end.
    private static func number(_ value: JSONValue, _ path: String) throws(FormatError) -> String {
        let text: String =
            switch value {
            case .integer(let number): String(number)
            case .decimal(let written): written
            case .string(let written): StrictText.trimmed(written)
            default: ""
            }
        guard let plain = PlainDecimal.read(text) else {
            throw FormatError(
                path: path, rule: "probation.score", message: "The score is no number from 0 to 100.",
                remedy: "Send a plain decimal number such as 45.33.")
        }
        return plain
    }

    /// A band by any of its words; another is refused, because a risk read too low is acted on.
    private static func band(_ value: JSONValue, _ path: String) throws(FormatError) -> RiskAssessment.Band {
        switch RiskMember.plain(value.string ?? "") {
        case "l", "low": return .low
        case "m", "med", "medium": return .medium
        case "h", "high": return .high
        case "v", "vh", "veryhigh": return .veryHigh
        case "na", "notapplicable": return .notApplicable
        default:
            throw FormatError(
                path: path, rule: "probation.unknown-band", message: "The band is none that has been given a meaning.",
                remedy: "Send L, M, H, V or NA, or ask the adapter's owner to add the word.")
        }
    }
}

extension FormatError {
    fileprivate static func tooMany(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "probation.too-many-members",
            message: "The object has more members than any assessment has.",
            remedy: "Send one assessment.")
    }

    fileprivate static func contradiction(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "probation.contradiction", message: "One score is told twice and differently.",
            remedy: "Send each score once.")
    }
}
