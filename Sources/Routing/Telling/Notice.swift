public import AgreementEngine
public import CanonicalModel
private import Crypto
public import Formats

/// One thing told to one recipient: the fields that a rule released, what is asked, and when an acknowledgement is due.
public struct Notice: Sendable, Hashable {
    /// A released field.
    public struct Field: Sendable, Hashable {
        /// Its name in the notice.
        public var name: String
        /// Its value.
        public var value: String
        /// A released field.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Stable across crashes: a hash of spell, recipient, kind, topic and revision.
    public var id: String
    /// Selection, de-selection and so on.
    public var kind: NoticeKind
    /// The recipient's id in the directory.
    public var recipient: String
    /// The spell it belongs to.
    public var spell: String
    /// The topic in the told ledger.
    public var topic: Topic
    /// The ledger's revision of that topic that this notice makes.
    public var revision: Int
    /// The notice about the same topic that this one replaces.
    public var supersedes: String?
    /// The message that caused it.
    public var cause: String
    /// When it was decided.
    public var decidedAt: Timestamp
    /// When an officer has to have acknowledged it.
    public var acknowledgeBy: Timestamp?
    /// The released fields.
    public var fields: [Field]

    /// The stable id of a notice.
    public static func id(spell: String, recipient: String, kind: NoticeKind, topic: Topic, revision: Int) -> String {
        var hash = SHA256()
        for part in [spell, recipient, kind.rawValue, topic.text, String(revision)] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        return UUIDText.version8(Array(hash.finalize()))
    }
}

extension Notice {
    /// The CloudEvents type, "notice.deselection.v1".
    public var type: String { "notice.\(kind.rawValue).v1" }

    /// The notice as the canonical message that travels.
    ///
    /// - Parameter source: the broker's own source, "/throughgate/core".
    public func json(source: String) -> JSONObject {
        var data = JSONObject()
        data["notice"] = .string(id)
        data["kind"] = .string(kind.rawValue)
        data["revision"] = .integer(Int64(revision))
        data["recipient"] = .string(recipient)
        data.setIfPresent("supersedes", supersedes)
        data.setIfPresent("acknowledgeBy", acknowledgeBy?.description)
        data["fields"] = .object(JSONObject(fields.map { JSONObject.Member(key: $0.name, value: .string($0.value)) }))
        var object = JSONObject()
        object["specversion"] = "1.0"
        object["id"] = .string(id)
        object["source"] = .string(source)
        object["type"] = .string(type)
        object["time"] = .string(decidedAt.description)
        object["causationid"] = .string(cause)
        object["datacontenttype"] = "application/json"
        object["data"] = .object(data)
        return object
    }
}
