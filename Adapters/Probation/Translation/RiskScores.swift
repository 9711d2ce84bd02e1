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

    /// Gathers the members of an object and of the objects in it (`rsr: {score, band}`).
    init(_ object: JSONObject, path: String) throws(FormatError) {
        var count = 0
        for member in object.members {
            count += 1 + (member.value.object?.members.count ?? 0)
            guard count <= Self.maxMembers else { throw .tooMany(path) }
            let name = RiskMember.plain(member.key)
            add(name, member.value, path + "/" + Self.shown(member.key))
            for inner in member.value.object?.members ?? [] {
                let innerName = RiskMember.plain(inner.key)
                let innerPath = path + "/" + Self.shown(member.key) + "/" + Self.shown(inner.key)
                add(name + innerName, inner.value, innerPath)
                if !innerName.hasPrefix("score") && innerName != "band" { add(innerName, inner.value, innerPath) }
            }
        }
    }

    /// A key as a path may show it: a key with anything but a name's characters is the sender's text.
    private static func shown(_ key: String) -> String {
        let isName = key.utf8.count <= 64 && key.utf8.allSatisfy { $0 == UInt8(ascii: "_") || RiskMember.isPlain($0) }
        return isName ? key : RiskMember.plain(String(key.prefix(64)))
    }

    private mutating func add(_ name: String, _ value: JSONValue, _ path: String) {
        switch value {
        case .null, .object, .array, .string(""): return
        default: members[name, default: []].append(Member(value: value, path: path))
        }
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
            case .decimal(let written), .string(let written): written
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
