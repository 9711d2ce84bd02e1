private import CanonicalModel
public import Formats

extension DisclosureRequest {
    /// Reads a request back from the bytes that ``canonicalBytes`` wrote.
    ///
    /// - Parameter bytes: a stored request.
    /// - Throws: a ``FormatError`` naming the member that has not the form it was written in.
    public init(canonicalBytes bytes: [UInt8]) throws(FormatError) { try self.init(json: StrictJSON.parse(bytes)) }

    init(json: JSONValue) throws(FormatError) {
        let request = try StoredObject(json, "")
        self.init(
            message: try request.word("message"), discloser: try Discloser(request),
            recipient: try RecipientFacts(try request.object("recipient")),
            subject: try SubjectFacts(try request.object("subject")), fields: try DataField.list(request),
            purpose: try request.text("purpose"), now: try request.time("now"), delivery: try request.word("delivery"),
            override: try request.override(), scheme: try request.settings("scheme"))
    }
}

extension Discloser {
    fileprivate init(_ request: StoredObject) throws(FormatError) {
        let parts = try request.texts("from")
        guard parts.count == 2 else { throw .stored("from") }
        self.init(party: parts[0], role: parts[1])
    }
}

extension RecipientFacts {
    fileprivate init(_ stored: StoredObject) throws(FormatError) {
        self.init(
            id: try stored.text("id"), party: try stored.text("party"), role: try stored.text("role"),
            kind: try stored.word("kind"), coversArea: try stored.knowableTruth("coversArea"),
            previouslyNotified: try stored.truth("previouslyNotified"), undertaking: try stored.knowable("undertaking"),
            isVetted: try stored.knowableTruth("vetted"))
    }
}

extension SubjectFacts {
    fileprivate init(_ stored: StoredObject) throws(FormatError) {
        self.init(
            ageBand: try stored.knowable("ageBand"), cohort: try stored.knowable("cohort"),
            statutory: try stored.knowable("statutory"), rag: try stored.knowable("rag"),
            custody: try stored.knowable("custody"),
            consents: try stored.knowable("consents") { (value) throws(FormatError) in
                try StoredObject.list(value, "consents") { (item) throws(FormatError) in try Consent(item) }
            },
            mappa: try stored.knowable("mappa"), selectionRoute: try stored.knowable("selectionRoute"),
            isTransferInProgress: try stored.knowableTruth("transferInProgress"),
            riskAssessments: try stored.knowable("riskAssessments") { (value) throws(FormatError) in
                try StoredObject.list(value, "riskAssessments") { (item) throws(FormatError) in
                    try DisclosureRiskAssessment(item)
                }
            })
    }
}

extension DataField {
    fileprivate static func list(_ request: StoredObject) throws(FormatError) -> [DataField] {
        try StoredObject.list(try request.value("fields"), "fields") { (item) throws(FormatError) in
            try DataField(item)
        }
    }

    private init(_ stored: StoredObject) throws(FormatError) {
        self.init(
            name: try stored.text("name"), category: try stored.text("category"),
            required: stored.has("required") ? try stored.truth("required") : false)
        if stored.has("sources") {
            sources = try stored.knowable("sources") { (value) throws(FormatError) in
                try StoredObject.texts(value, "sources")
            }
        }
        if stored.has("asOf") {
            asOf = try stored.knowable("asOf") { (value) throws(FormatError) in try StoredObject.time(value, "asOf") }
        }
        if stored.has("handling") { handling = try stored.knowable("handling") }
        if stored.has("youthRecord") { isYouthRecord = try stored.knowableTruth("youthRecord") }
        if stored.has("spent") { isSpent = try stored.knowableTruth("spent") }
        if stored.has("originatorRelease") { originatorRelease = try stored.knowable("originatorRelease") }
        if stored.has("clearedBy") { clearedBy = try stored.knowable("clearedBy") }
    }
}

extension Consent {
    fileprivate init(_ stored: StoredObject) throws(FormatError) {
        self.init(
            covers: try stored.text("covers"), purpose: try stored.text("for"), with: try stored.text("with"),
            state: try stored.word("state"), form: stored.has("form") ? try stored.text("form") : nil,
            decidedAt: try stored.time("at"), expiresAt: stored.has("expires") ? try stored.time("expires") : nil)
    }
}

extension DisclosureRiskAssessment {
    fileprivate init(_ stored: StoredObject) throws(FormatError) {
        self.init(purpose: try stored.text("for"), outcome: try stored.word("outcome"), madeAt: try stored.time("at"))
    }
}

/// An object of a stored request; whatever is not as it was written is an error, never a guess.
private struct StoredObject {
    private let object: JSONObject
    private let place: String

    init(_ json: JSONValue, _ place: String) throws(FormatError) {
        guard let object = json.object else { throw .stored(place) }
        self.object = object
        self.place = place
    }

    func has(_ key: String) -> Bool { object[key] != nil }

    func value(_ key: String) throws(FormatError) -> JSONValue {
        guard let value = object[key] else { throw .stored("\(place)/\(key)") }
        return value
    }

    func object(_ key: String) throws(FormatError) -> StoredObject {
        try StoredObject(try value(key), "\(place)/\(key)")
    }

    func text(_ key: String) throws(FormatError) -> String {
        guard let text = try value(key).string else { throw .stored("\(place)/\(key)") }
        return text
    }

    func texts(_ key: String) throws(FormatError) -> [String] { try Self.texts(try value(key), "\(place)/\(key)") }

    func truth(_ key: String) throws(FormatError) -> Bool {
        guard let truth = try value(key).bool else { throw .stored("\(place)/\(key)") }
        return truth
    }

    func time(_ key: String) throws(FormatError) -> Timestamp { try Self.time(try value(key), "\(place)/\(key)") }

    func word<Word: RawRepresentable<String>>(_ key: String) throws(FormatError) -> Word {
        guard let word = Word(rawValue: try text(key)) else { throw .stored("\(place)/\(key)") }
        return word
    }

    func settings(_ key: String) throws(FormatError) -> [String: String] {
        var settings = [String: String]()
        for member in object[key]?.object?.members ?? [] {
            guard let text = member.value.string else { throw .stored("\(place)/\(key)") }
            settings[member.key] = text
        }
        return settings
    }

    func override() throws(FormatError) -> Knowable<EmergencyOverride?> {
        guard has("override") else { return .known(nil) }
        return try knowable("override") { (value) throws(FormatError) in
            if value.isNull { return nil }
            let stored = try StoredObject(value, "override")
            return EmergencyOverride(
                rank: try stored.word("rank"), hasReason: try stored.truth("hasReason"), madeAt: try stored.time("at"))
        }
    }

    func knowable<Word: FactWord>(_ key: String) throws(FormatError) -> Knowable<Word> {
        let place = "\(place)/\(key)"
        return try knowable(key) { (value) throws(FormatError) in
            guard let word = value.string.flatMap(Word.init(rawValue:)) else { throw .stored(place) }
            return word
        }
    }

    func knowableTruth(_ key: String) throws(FormatError) -> Knowable<Bool> {
        let place = "\(place)/\(key)"
        return try knowable(key) { (value) throws(FormatError) in
            guard let truth = value.bool else { throw .stored(place) }
            return truth
        }
    }

    /// An override is an object too when it is known, so that what tells the two apart is the one member.
    func knowable<Value>(
        _ key: String, _ read: (JSONValue) throws(FormatError) -> Value
    ) throws(FormatError) -> Knowable<Value> {
        let value = try value(key)
        if let object = value.object, object.members.count == 1, let member = object.members.first,
            let why = member.value.string
        {
            if member.key == "unknown" { return .unknown(.notStated(why)) }
            if member.key == "unavailable" { return .unknown(.unavailable(why)) }
        }
        return .known(try read(value))
    }

    static func list<Item>(
        _ value: JSONValue, _ place: String, _ read: (StoredObject) throws(FormatError) -> Item
    ) throws(FormatError) -> [Item] {
        guard let array = value.array else { throw .stored(place) }
        var items = [Item]()
        for (index, item) in array.enumerated() { items.append(try read(try StoredObject(item, "\(place)/\(index)"))) }
        return items
    }

    static func texts(_ value: JSONValue, _ place: String) throws(FormatError) -> [String] {
        guard let array = value.array else { throw .stored(place) }
        let texts = array.compactMap(\.string)
        guard texts.count == array.count else { throw .stored(place) }
        return texts
    }

    static func time(_ value: JSONValue, _ place: String) throws(FormatError) -> Timestamp {
        guard let microseconds = value.integer else { throw .stored(place) }
        return Timestamp(microseconds: microseconds)
    }
}

extension FormatError {
    fileprivate static func stored(_ place: String) -> FormatError {
        FormatError(
            path: place.isEmpty ? "/" : place, rule: "decision.stored-request",
            message: "A stored request has not the form it was written in.",
            remedy: "Check the record against its audit: throughgate audit.")
    }
}
