/// Questions about one recipient, told together: every combination of these disclosers, purposes, notices and
/// categories.
struct QuestionSet {
    private struct Key: Hashable {
        var disclosers: Set<UInt16>
        var purposes: Set<UInt16>
        var messages: Set<UInt16>
        var categories: Set<UInt16>
    }

    private let key: Key
    /// One of them, for a sample.
    let first: ProofQuestion

    var count: Int { key.disclosers.count * key.purposes.count * key.messages.count * key.categories.count }

    /// Tells questions together without telling one that is not there: two sets are joined when they differ in one
    /// respect.
    static func merged(_ questions: [ProofQuestion]) -> [QuestionSet] {
        var sets = questions.map { question in
            QuestionSet(
                key: Key(
                    disclosers: [question.discloser], purposes: [question.purpose], messages: [question.message],
                    categories: [question.category]), first: question)
        }
        for respect in [\Key.categories, \Key.messages, \Key.disclosers, \Key.purposes] { sets = joined(sets, respect) }
        return sets
    }

    private static func joined(_ sets: [QuestionSet], _ respect: WritableKeyPath<Key, Set<UInt16>>) -> [QuestionSet] {
        var order = [Key]()
        var values = [Key: (values: Set<UInt16>, first: ProofQuestion)]()
        for set in sets {
            var rest = set.key
            rest[keyPath: respect] = []
            if values[rest] == nil { order.append(rest) }
            values[rest, default: ([], set.first)].values.formUnion(set.key[keyPath: respect])
        }
        return order.compactMap { rest in
            values[rest].map { joined in
                var key = rest
                key[keyPath: respect] = joined.values
                return QuestionSet(key: key, first: joined.first)
            }
        }
    }

    /// "substance.test-result from cri/drug-worker for resettle in every notice"
    func words(_ ground: ProofGround) -> String {
        let disclosers = key.disclosers.sorted().map { ground.disclosers[Int($0)].name }
        let from =
            disclosers.count > 3
            ? "any of \(disclosers.count) disclosers, \(disclosers[0]) first," : disclosers.alternatives
        let purposes = key.purposes.sorted().map { ground.purposes[Int($0)] }
        let messages = key.messages.sorted().map { ground.messages[Int($0)].rawValue }
        let notices = messages.count == ground.messages.count ? "every notice" : "\(messages.alternatives) notices"
        let categories = ground.byFamily(key.categories).enumeration
        return "\(categories) from \(from) for \(purposes.alternatives) in \(notices)"
    }
}

extension ProofGround {
    /// Categories in order, a family that is complete as one ("custody.*").
    func byFamily(_ places: Set<UInt16>) -> [String] {
        var families = [String: (asked: [String], count: Int)]()
        for (place, category) in categories.enumerated() {
            let family = String(category.prefix { $0 != "." })
            families[family, default: ([], 0)].count += 1
            if places.contains(UInt16(place)) { families[family]?.asked.append(category) }
        }
        return families.keys.sorted().flatMap { family -> [String] in
            guard let (asked, count) = families[family] else { return [] }
            return asked.count == count ? [family + ".*"] : asked
        }
    }
}
