private import Crypto
public import Formats

/// A canonical message: CloudEvents 1.0 in structured JSON around one fact about one person.
///
/// The core attributes are CloudEvents' own; the extensions (lower-case letters and digits only, CloudEvents 1.0 "Naming
/// Convention") carry where the message came from, so that `throughgate trace` can walk from file to acknowledgement.
public struct CanonicalMessage: Sendable, Hashable {
    /// Unique within the source; made by ``deterministicID(source:correlationID:ordinal:fact:)`` in our adapters.
    public var id: String
    /// The feed, "/courts/spi"; the first part is the agency that may use it.
    public var source: String
    /// When the fact happened, by the agency's own word.
    public var time: Timestamp
    /// When the first of our processes saw it: the second time of a bitemporal fact.
    public var recordedTime: Timestamp
    /// The sender's own id of the item (never trusted to be unique).
    public var correlationID: String?
    /// The adapter's intake item, and the name of the file it arrived as.
    public var sourceItem: SourceItem?
    /// What happened.
    public var fact: Fact

    /// Where an adapter keeps the raw bytes behind a message.
    public struct SourceItem: Sendable, Hashable {
        /// The intake item's id in the adapter's own store.
        public var id: String
        /// The file's base name, or the channel it arrived on.
        public var name: String
        /// Names an intake item.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The content type of the encoded form (CloudEvents JSON format 1.0.2, section 3).
    public static let contentType = "application/cloudevents+json"

    /// Puts a message together.
    public init(
        id: String, source: String, time: Timestamp, recordedTime: Timestamp, correlationID: String? = nil,
        sourceItem: SourceItem? = nil, fact: Fact
    ) {
        self.id = id
        self.source = source
        self.time = time
        self.recordedTime = recordedTime
        self.correlationID = correlationID
        self.sourceItem = sourceItem
        self.fact = fact
    }
}

extension CanonicalMessage {
    /// Source and id: CloudEvents promises uniqueness within a source only.
    public var key: String { source + " " + id }

    /// Reads and verifies a message.
    ///
    /// - Parameter value: the decoded JSON.
    /// - Throws: a ``FormatError`` naming the member, the rule and the remedy; unknown types and versions are refused.
    public init(_ value: JSONValue) throws(FormatError) {
        var reader = try ObjectReader(value, path: "")
        guard try reader.string("specversion") == "1.0" else {
            throw FormatError(
                path: "/specversion", rule: "cloudevents.version", message: "Only CloudEvents 1.0 is understood.",
                remedy: "Send specversion 1.0.")
        }
        let type = MessageType(rawValue: try reader.string("type"))
        guard MessageType.inbound.contains(type) else {
            throw FormatError(
                path: "/type", rule: "contract.unknown-type", message: "No contract exists for this message type or version.",
                remedy: "Send a type that Contracts/canonical has a schema for.")
        }
        guard try reader.string("datacontenttype") == "application/json" else {
            throw .wrongKind("/datacontenttype", "application/json")
        }
        let time = try reader.timestamp("time")
        self.time = time
        id = try reader.word(at: "id", atMost: 64)
        source = try reader.word(at: "source", atMost: 64)
        recordedTime = try reader.timestamp("recordedtime")
        correlationID = try reader.optionalString("correlationid", atMost: 128)
        let itemID = try reader.optionalString("sourceitem", atMost: 64)
        let itemName = try reader.optionalString("sourcename", atMost: 256)
        sourceItem = itemID.map { SourceItem(id: $0, name: itemName ?? "") }
        fact = try reader.object("data") { (data) throws(FormatError) in
            try Fact(type: type, &data, writtenIn: time.date.year)
        }
        try reader.finish()
    }

    /// The message as JSON, members in a fixed order.
    public var json: JSONObject {
        var object = JSONObject()
        object["specversion"] = "1.0"
        object["id"] = .string(id)
        object["source"] = .string(source)
        object["type"] = .string(fact.type.rawValue)
        object["time"] = .string(time.description)
        object["recordedtime"] = .string(recordedTime.description)
        object.setIfPresent("correlationid", correlationID)
        object.setIfPresent("sourceitem", sourceItem?.id)
        object.setIfPresent("sourcename", sourceItem?.name)
        object["datacontenttype"] = "application/json"
        object["data"] = .object(fact.json)
        return object
    }

    /// The encoded bytes that travel.
    public func encoded() -> [UInt8] { JSONValue.object(json).encoded() }

    /// A digest of what the message says: same id with another digest is an exception, not a duplicate.
    ///
    /// How and when our own processes carried it (recorded time, intake item) is left out, so that the same file dropped
    /// twice is a duplicate.
    public var contentDigest: [UInt8] {
        var hash = SHA256()
        for part in [source, fact.type.rawValue, time.description] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        var said = fact.json
        // When a court shared a result is provenance too: a re-share that says the same must count as the same.
        said["sharedTime"] = nil
        said["hearingDate"] = nil  // Of a warrant: feeds differ on the day of a hearing that has several.
        hash.update(data: JSONValue.object(said).encoded())
        return Array(hash.finalize())
    }

    /// The id our adapters give: the same item of the same sender always gets the same one, across crashes and re-drops.
    ///
    /// - Parameters:
    ///   - source: the feed.
    ///   - correlationID: the sender's id; part of the hash so that a correction back to an earlier content is a new message.
    ///   - ordinal: the message's place among those of one item.
    ///   - time: when the fact happened.
    ///   - fact: what it says.
    /// - Returns: a version 8 UUID (RFC 9562 section 5.8) of a SHA-256.
    public static func deterministicID(
        source: String, correlationID: String?, ordinal: Int, time: Timestamp, fact: Fact
    ) -> String {
        var hash = SHA256()
        for part in [source, correlationID ?? "", String(ordinal), fact.type.rawValue, time.description] {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        hash.update(data: JSONValue.object(fact.json).encoded())
        return UUIDText.version8(Array(hash.finalize()))
    }
}

extension Fact {
    /// A digest of what is said, leaving out who says it and when, and what they know of the person: two feeds that report
    /// one decision of a court have the same one.
    public var substanceDigest: String {
        var said = json
        said["person"] = nil
        said["sharedTime"] = nil
        said["hearingDate"] = nil  // Of a warrant: feeds differ on the day of a hearing that has several.
        var hash = SHA256()
        hash.update(data: Array(type.rawValue.utf8))
        hash.update(data: [0])
        hash.update(data: JSONValue.object(said).encoded())
        return UUIDText.version8(Array(hash.finalize()))
    }
}
