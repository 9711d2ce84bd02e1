import CanonicalModel
import Formats
import GRDB

/// Which items of the quarantine are meant: by their ids, or by what they have in common.
struct QuarantineSelection: Sendable, Equatable {
    /// The most items of one order.
    static let maxItems = 10_000
    /// The longest age that is asked for; a longer one is a slip of the hand, and a time that far back no time at all.
    static let maxAgeSeconds: Int64 = 100_000 * 86_400

    var ids: [String] = []
    /// A rule among their problems.
    var rule: String?
    /// Only rejected or only held ones.
    var state: IntakeState?
    var olderThanSeconds: Int64?
    var newerThanSeconds: Int64?
    /// Every item, when nothing else is said.
    var isAll = false

    /// Whether it says anything: an order over nothing said is a slip of the hand.
    var isEmpty: Bool {
        ids.isEmpty && rule == nil && state == nil && olderThanSeconds == nil && newerThanSeconds == nil && !isAll
    }

    /// SQL after WHERE, with its arguments.
    func condition(at now: Timestamp) -> (sql: String, arguments: StatementArguments) {
        var (sql, arguments) = ("state IN ('rejected', 'held') AND destroyedAt IS NULL", StatementArguments())
        if !ids.isEmpty {
            sql += " AND id IN (\(ids.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(ids)
        }
        if let state {
            sql += " AND state = ?"
            arguments += [state.rawValue]
        }
        if let rule {
            sql += """
                 AND (EXISTS (SELECT 1 FROM json_each(problems) WHERE json_extract(value, '$.rule') = ?)
                OR ? = 'adapter.undelivered' AND publishDue = 1)
                """
            arguments += [rule, rule]
        }
        if let olderThanSeconds {
            sql += " AND receivedAt <= ?"
            arguments += [now.adding(seconds: -olderThanSeconds).microseconds]
        }
        if let newerThanSeconds {
            sql += " AND receivedAt >= ?"
            arguments += [now.adding(seconds: -newerThanSeconds).microseconds]
        }
        return (sql, arguments)
    }
}

extension QuarantineSelection {
    /// The selection as it travels to a running adapter.
    var json: JSONObject {
        var object: JSONObject = ["ids": .array(ids.map(JSONValue.string)), "all": .bool(isAll)]
        object.setIfPresent("rule", rule)
        object.setIfPresent("state", state?.rawValue)
        object.setIfPresent("olderThanSeconds", olderThanSeconds.map(JSONValue.integer))
        object.setIfPresent("newerThanSeconds", newerThanSeconds.map(JSONValue.integer))
        return object
    }

    init(_ reader: inout ObjectReader) throws(FormatError) {
        ids = try reader.list("ids", atMost: 1_000) { (value, path) throws(FormatError) in value.string ?? "" }
        isAll = try reader.bool("all")
        rule = try reader.optionalString("rule")
        state = try reader.optionalWord("state")
        olderThanSeconds = try Self.age("olderThanSeconds", &reader)
        newerThanSeconds = try Self.age("newerThanSeconds", &reader)
    }

    private static func age(_ key: String, _ reader: inout ObjectReader) throws(FormatError) -> Int64? {
        guard let seconds = try reader.optionalInteger(key).map(Int64.init) else { return nil }
        guard isAge(seconds) else {
            throw FormatError(
                path: reader.path + "/" + key, rule: "quarantine.age",
                message: "The age is no number of seconds from 0 to \(maxAgeSeconds).",
                remedy: "Use the adapter's own command line.")
        }
        return seconds
    }

    /// Whether an age can be reckoned with.
    static func isAge(_ seconds: Int64) -> Bool { (0...maxAgeSeconds).contains(seconds) }
}
