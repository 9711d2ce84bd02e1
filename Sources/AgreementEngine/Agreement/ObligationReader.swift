import Formats
import PolicyText

extension Obligations {
    /// Reads `then:`, a list of single obligations.
    ///
    /// - Throws: a ``FormatError`` for one that the broker cannot perform (reference 4.6, scenario 23).
    init(_ value: YAMLValue) throws(FormatError) {
        var merged = Obligations()
        for item in try value.list {
            for member in try item.members { merged.merge(try Self.single(member)) }
        }
        self = merged
    }

    /// Reads `owes:` of a scenario, a mapping of obligations; one that can be owed several times over may be a list.
    ///
    /// - Throws: a ``FormatError`` for one that does not exist.
    init(owed value: YAMLValue) throws(FormatError) {
        var merged = Obligations()
        for member in try value.members {
            for item in try member.value.oneOrMore {
                var single = member
                single.value = item
                merged.merge(try Self.single(single))
            }
        }
        self = merged
    }

    private enum Retention: String { case untilDeselected = "until-deselected" }

    private static func single(_ member: YAMLValue.Member) throws(FormatError) -> Obligations {
        var single = Obligations()
        let value = member.value
        switch member.key {
        case "acknowledge-within-hours": single.acknowledgeWithinHours = try value.count
        case "chase-after-hours": single.chaseAfterHours = try value.count
        case "report-after-hours": single.reportAfterHours = try value.count
        case "review-within-hours": single.reviewWithinHours = try value.count
        case "retain-days": single.retainDays = try value.count
        case "retain": single.retainUntilDeselected = try value.word(Retention.self) == .untilDeselected
        case "erase-local-copy-days": single.eraseLocalCopyDays = try value.count
        case "onward": single.onward = try value.word()
        case "deliver": single.deliver = try value.word()
        case "withdraw-flags": single.withdrawFlags = try value.truth
        case "stop-on-withdrawal": single.stopOnWithdrawal = try value.truth
        case "caveat": single.caveats = [try value.text]
        case "minimise": single.minimise = [try value.text]
        case "notify": single.notify = [try value.text]
        default:
            throw .policy(
                member.place, "agreement.unknown-obligation", "The broker cannot perform this obligation.",
                "Remove it, or wait for a version of the broker that can.")
        }
        return single
    }
}
