import CanonicalModel
import Formats

/// One result of a Common Platform hearing, and whether it counts there.
struct CommonPlatformResult {
    let node: JSONNode
    /// The CJS result code.
    let code: String?
    /// Whether the court deleted it when it shared again.
    let isDeleted: Bool
    /// Whether it was ordered at an earlier hearing and comes along with an offence that is heard again.
    let isEarlier: Bool

    /// Whether it is one of this hearing's that still stands.
    var counts: Bool { !isDeleted && !isEarlier }

    /// Whether its code is one that nobody may overlook.
    var demandsAction: Bool { code.map(CourtResultCodes.demandingAction.contains) ?? false }

    /// A deletion that cannot be read faults the item, so that no deleted result is ever told as one that stands.
    init(_ node: JSONNode, isEarlier: Bool, _ findings: inout Findings) {
        self.node = node
        code = node.leaf("cjsCode").text
        isDeleted = findings.truth(node["isDeleted"]) ?? false
        self.isEarlier = isEarlier
    }

    /// Qualifier codes, separated by commas; nil where a sentence stands in their place.
    static func qualifiers(in text: String) -> [String]? {
        let codes = text.split(separator: ",").compactMap { String($0).collapsed }
        let areCodes = codes.allSatisfy { code in
            (1...2).contains(code.utf8.count)
                && code.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
        }
        return areCodes ? codes : nil
    }
}

extension CourtResultCodes {
    /// Codes that nobody may overlook.
    static let demandingAction = custodial.union(remandInCustody).union(remandWithBailDirection)
        .union(remandInCustodyAtCrownCourt).union(warrant).union([warrantWithdrawn, death])
}
