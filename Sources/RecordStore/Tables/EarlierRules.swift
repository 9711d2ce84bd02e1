import Formats

/// Reads again what an earlier version of the contract let in and today's door would refuse.
///
/// A fact once accepted stays readable: a record that cannot be opened would take every later message about the person down
/// with it, a de-selection or a death included. Each rule here names the change of Contracts/CHANGELOG.md that made it
/// necessary.
enum EarlierRules {
    /// The value without what says nothing: names and identifiers of white space alone (refused at the door since the
    /// change "blank identifier values and family names").
    static func mended(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let values): .array(values.filter { !isBlankIdentifier($0) }.map(mended))
        case .object(let object): .object(mended(object))
        default: value
        }
    }

    private static func mended(_ object: JSONObject) -> JSONObject {
        JSONObject(
            object.members.filter { $0.key != "name" || !isBlankName($0.value) }.map {
                JSONObject.Member(key: $0.key, value: mended($0.value))
            })
    }

    private static func isBlankIdentifier(_ value: JSONValue) -> Bool {
        guard let object = value.object, object["verified"] != nil else { return false }
        return isBlank(object["value"])
    }

    private static func isBlankName(_ value: JSONValue) -> Bool {
        guard let object = value.object, object["given"] != nil else { return false }
        return isBlank(object["family"])
    }

    private static func isBlank(_ value: JSONValue?) -> Bool {
        if case .string(let text)? = value { StrictText.isBlank(text) } else { false }
    }
}
