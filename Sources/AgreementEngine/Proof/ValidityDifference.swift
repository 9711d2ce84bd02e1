import CanonicalModel

/// What changed about who signed, when the agreement counts, what it rests on and what is owed under it: none of it
/// lets more or less go while everybody has signed.
struct ValidityDifference {
    private let old: Agreement
    private let new: Agreement

    init(from old: Agreement, to new: Agreement) {
        self.old = old
        self.new = new
    }

    /// Each change in a sentence.
    var words: [String] { parties + signatures + life + retention + exclusions + powers + duties + schemes.words }

    private var parties: [String] {
        let (before, after) = (Set(old.parties.keys), Set(new.parties.keys))
        let joined = after.subtracting(before).sorted().map { "\($0) becomes a party." }
        let left = before.subtracting(after).sorted().map { "\($0) is a party no longer." }
        let changed = before.intersection(after).sorted().compactMap { name in
            old.parties[name] == new.parties[name]
                ? nil : "\(name) changes its kind, its roles or its standing as an authority."
        }
        return joined + left + changed
    }

    private var signatures: [String] {
        let (before, after) = (Set(old.signOffs.keys), Set(new.signOffs.keys))
        let gained = after.subtracting(before).sorted().map {
            "\($0) has signed; it receives what the rules let it have."
        }
        let lost = before.subtracting(after).sorted().map { "\($0) has not signed; it receives nothing." }
        let changed = before.intersection(after).sorted().compactMap { name -> String? in
            let (first, second) = (old.signOffs[name], new.signOffs[name])
            if first == second { return nil }
            return first?.from == second?.from && first?.until == second?.until
                ? "\(name)'s signature is by another office." : "\(name)'s signature counts for other days."
        }
        return gained + lost + changed
    }

    private var life: [String] {
        var words = [String]()
        func compare(_ name: String, _ before: String, _ after: String) {
            if before != after { words.append("\(name): \(before) becomes \(after).") }
        }
        func day(_ day: CalendarDate?) -> String { day?.description ?? "no end" }
        compare("status", old.status.rawValue, new.status.rawValue)
        compare("owner", old.owner, new.owner)
        compare("area", old.area.code, new.area.code)
        compare("effective from", day(old.effectiveFrom), day(new.effectiveFrom))
        compare("effective until", day(old.effectiveUntil), day(new.effectiveUntil))
        compare("review due", day(old.review.due), day(new.review.due))
        compare("days overdue before non-statutory parties are cut off", grace(old), grace(new))
        return words
    }

    /// How long the broker keeps what it holds.
    private var retention: [String] {
        func compare(_ name: String, _ days: (Agreement.Retention) -> Int) -> String? {
            let (before, after) = (old.retention.map(days), new.retention.map(days))
            func say(_ number: Int?) -> String { number.map { "\($0) days" } ?? "no end" }
            return before == after ? nil : "\(name) are kept: \(say(before)) becomes \(say(after))."
        }
        return [
            compare("bodies of notices", \.noticeDays), compare("requests of decisions", \.requestDays),
            compare("people", \.personDays), compare("bytes that are nobody's", \.heldDays),
        ].compactMap { $0 }
    }

    /// Which law each permit rests on, and what the powers and the purposes mean.
    private var powers: [String] {
        let rules = new.permits.compactMap { after -> String? in
            guard let before = old.permits.first(where: { $0.id == after.id }) else { return nil }
            return Self.change("the powers of \(after.id)", before.gateways.enumeration, after.gateways.enumeration)
        }
        let documents =
            old.documents == new.documents ? [] : ["The documents that it rests on are referred to in other words."]
        return rules.sorted() + Self.changes("the power", old.gateways, new.gateways)
            + Self.changes("the purpose", old.purposes, new.purposes) + documents
    }

    private static func changes(_ name: String, _ before: [String: String], _ after: [String: String]) -> [String] {
        Set(before.keys).union(after.keys).sorted().compactMap {
            change("\(name) \($0)", before[$0] ?? "nothing", after[$0] ?? "nothing")
        }
    }

    private static func change(_ name: String, _ before: String, _ after: String) -> String? {
        before == after ? nil : "\(name): \(before) becomes \(after)."
    }

    private func grace(_ agreement: Agreement) -> String {
        agreement.review.suspendNonStatutoryAfterDays.map { "\($0)" } ?? "never"
    }

    private var exclusions: [String] {
        let (before, after) = (Set(old.exclusions.map(\.message)), Set(new.exclusions.map(\.message)))
        let added = after.subtracting(before).map { "\($0.rawValue) notices are excluded from the scheme." }
        return (added + before.subtracting(after).map { "\($0.rawValue) notices are excluded no longer." }).sorted()
    }

    private var schemes: SchemeDifference { SchemeDifference(from: old, to: new) }

    private var duties: [String] {
        let ids = Set(old.duties.map(\.id)).union(new.duties.map(\.id)).sorted()
        return ids.compactMap { id in
            let (before, after) = (old.duties.first { $0.id == id }, new.duties.first { $0.id == id })
            if before == after { return nil }
            if before == nil { return "The duty \(id) is new." }
            return after == nil ? "The duty \(id) is gone." : "The duty \(id) has changed."
        }
    }
}
