import CanonicalModel
public import Formats

extension SchemeReplayReport {
    /// The format of the JSON.
    public static let format = "iom-scheme-replay/1"

    /// The report for a machine; times are UTC.
    public var json: JSONValue {
        .object([
            "format": .string(Self.format), "draft": draft.json, "inForce": inForce.json,
            "from": .string("\(from)"), "until": .string("\(until)"),
            "unit": .string(unit), "remarks": .array(remarks.map { .string($0) }),
            "records": .integer(Int64(records)), "looks": .integer(Int64(looks)), "erased": .integer(Int64(erased)),
            "totals": .object(JSONObject(SchemeFinding.Kind.allCases.map(total))),
            "people": .array(people.map(\.json)),
        ])
    }

    private func total(_ kind: SchemeFinding.Kind) -> JSONObject.Member {
        let tally = tallies[kind] ?? Tally()
        let apart = LifeComparison.Side.allCases.map { side in
            JSONObject.Member(key: side.rawValue, value: .integer(Int64(tally.apart[side] ?? 0)))
        }
        let alike = JSONObject.Member(key: "both-alike", value: .integer(Int64(tally.alike)))
        return JSONObject.Member(key: kind.rawValue, value: .object(JSONObject([alike] + apart)))
    }
}

extension SchemePack {
    fileprivate var json: JSONValue {
        .object([
            "scheme": .string(id), "name": .string(name), "version": .string(version), "digest": .string(digest),
        ])
    }
}

extension SchemeReplayReport.Person {
    fileprivate var json: JSONValue {
        .object(["record": .string(record), "differences": .array(differences.map(\.json))])
    }
}

extension LifeComparison.Difference {
    fileprivate var json: JSONValue {
        .object([
            "kind": .string(subject.kind.rawValue), "subject": .string(subject.name), "side": .string(side.rawValue),
            "timesInForce": .integer(Int64(times.inForce)), "timesUnderDraft": .integer(Int64(times.draft)),
            "inForce": inForce?.json ?? .null, "draft": draft?.json ?? .null,
        ])
    }
}

extension SchemeFinding.Occasion {
    fileprivate var json: JSONValue {
        .object([
            "from": .string("\(from)"), "until": until.map { .string("\($0)") } ?? .null,
            "rule": rule.map { .string($0) } ?? .null, "evidence": .array(evidence.map { .string($0) }),
            "says": .string(says), "note": .string(note),
        ])
    }
}
