import Formats

/// What a police system has on record about somebody: an arrest, a charge, a disposal, a remand or a release.
///
/// Each kind is its own message type. The IDIOM system tells all of them second-hand and a day late, custody systems tell
/// some at once; the message's source says which ("/police/idiom"), and ``asOf`` until when what it says was known, so
/// that a rule can bind what IDIOM alone says and demand a maximum age (agreement reference ISH-04, ISH-06).
public struct PoliceRecord: Sendable, Hashable {
    /// What kind of record.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case arrest = "police.arrest.recorded.v1"
        case charge = "police.charge.recorded.v1"
        case disposal = "police.disposal.recorded.v1"
        case remand = "police.remand.recorded.v1"
        case release = "police.release.recorded.v1"

        /// The kind a message type stands for.
        public init?(_ type: MessageType) { self.init(rawValue: type.rawValue) }
        /// The message type of this kind.
        public var messageType: MessageType { MessageType(rawValue: rawValue) }
    }

    /// Who disposed of a matter, or let somebody go.
    public enum Authority: String, Sendable, Hashable, CaseIterable {
        case court
        case police
        case prison
    }

    /// An offence by its code, with what a court resulted; its wording names victims and does not travel.
    public struct Offence: Sendable, Hashable {
        /// The CJS offence code.
        public var code: String
        /// The CJS result codes.
        public var resultCodes: [String]
        /// Puts an offence together.
        public init(code: String, resultCodes: [String] = []) {
            self.code = code
            self.resultCodes = resultCodes
        }
    }

    /// Who.
    public var person: Person
    /// What kind of record.
    public var kind: Kind
    /// The record's own number in the system that holds it; a later report of the same number supersedes.
    public var reference: String
    /// Until when what it says was known.
    public var asOf: Timestamp
    /// Whether the record was withdrawn: it was made in error, or the matter was.
    public var isWithdrawn: Bool
    /// Whether the message's time stands for its day, because the record holds no time of day.
    public var isDayOnly: Bool
    /// The force, by its two-character code.
    public var forceCode: String?
    /// The arrest summons number as written; it names an arrest, never a person.
    public var asn: String?
    /// The offences.
    public var offences: [Offence]
    /// For an arrest: where to.
    public var custodySuite: String?
    /// For an arrest or a charge: the custody record's number.
    public var custodyRecord: String?
    /// For an arrest, a charge or a remand: the remand state, an SPI code.
    public var bailStatus: String?
    /// For a charge, a disposal or a remand: the court's organisation unit code.
    public var court: String?
    /// For a charge or a remand: when the person is next expected in court.
    public var appearanceDate: CalendarDate?
    /// For a disposal or a release: by whom.
    public var authority: Authority?
    /// For a disposal: the court case's pre-trial issue reference.
    public var ptiurn: String?
    /// For a disposal by the police: its code.
    public var disposalCode: String?
    /// For a release: the prison or custody suite left.
    public var establishment: String?

    /// Puts a record together.
    public init(
        person: Person, kind: Kind, reference: String, asOf: Timestamp, isWithdrawn: Bool = false,
        isDayOnly: Bool = false, forceCode: String? = nil, asn: String? = nil, offences: [Offence] = [],
        custodySuite: String? = nil, custodyRecord: String? = nil, bailStatus: String? = nil, court: String? = nil,
        appearanceDate: CalendarDate? = nil, authority: Authority? = nil, ptiurn: String? = nil,
        disposalCode: String? = nil, establishment: String? = nil
    ) {
        self.person = person
        self.kind = kind
        self.reference = reference
        self.asOf = asOf
        self.isWithdrawn = isWithdrawn
        self.isDayOnly = isDayOnly
        self.forceCode = forceCode
        self.asn = asn
        self.offences = offences
        self.custodySuite = custodySuite
        self.custodyRecord = custodyRecord
        self.bailStatus = bailStatus
        self.court = court
        self.appearanceDate = appearanceDate
        self.authority = authority
        self.ptiurn = ptiurn
        self.disposalCode = disposalCode
        self.establishment = establishment
    }
}

extension PoliceRecord {
    /// The most offences of one record, and results of one offence.
    static let maxOffences = 100

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        self.init(
            person: try reader.person(writtenIn: writtenIn), kind: kind,
            reference: try reader.word(at: "reference", atMost: 64), asOf: try reader.timestamp("asOf"))
        isWithdrawn = try reader.optionalBool("withdrawn") ?? false
        isDayOnly = try reader.optionalBool("dayOnly") ?? false
        forceCode = try reader.optionalString("forceCode", atMost: 8)
        asn = try reader.optionalString("asn", atMost: 32)
        _ = try reader.optionalBool("asnVerified")
        offences = try reader.list("offences", atMost: Self.maxOffences) { (value, path) throws(FormatError) in
            try Offence(value, path: path)
        }
        try readDetail(&reader)
    }

    /// Only the members of its own kind are asked for, so that any other is refused as unknown.
    private mutating func readDetail(_ reader: inout ObjectReader) throws(FormatError) {
        switch kind {
        case .arrest:
            custodySuite = try reader.optionalString("custodySuite", atMost: 16)
            custodyRecord = try reader.optionalString("custodyRecord", atMost: 32)
            bailStatus = try reader.optionalString("bailStatus", atMost: 4)
        case .charge:
            custodyRecord = try reader.optionalString("custodyRecord", atMost: 32)
            bailStatus = try reader.optionalString("bailStatus", atMost: 4)
            try readAppearance(&reader)
        case .remand:
            bailStatus = try reader.word(at: "bailStatus", atMost: 4)
            try readAppearance(&reader)
        case .disposal:
            let word: Authority = try reader.word("authority")
            guard word != .prison else { throw .unknownWord(reader.path + "/authority") }
            authority = word
            court = try reader.optionalString("court", atMost: 16)
            ptiurn = try reader.optionalString("ptiurn", atMost: 32)
            disposalCode = try reader.optionalString("disposalCode", atMost: 8)
        case .release:
            authority = try reader.word("authority")
            establishment = try reader.optionalString("establishment", atMost: 16)
        }
    }

    private mutating func readAppearance(_ reader: inout ObjectReader) throws(FormatError) {
        court = try reader.optionalString("court", atMost: 16)
        appearanceDate = try reader.optionalDate("appearanceDate")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["reference"] = .string(reference)
        object["asOf"] = .string(asOf.description)
        if isWithdrawn { object["withdrawn"] = true }
        if isDayOnly { object["dayOnly"] = true }
        object.setIfPresent("forceCode", forceCode)
        if let asn {
            object["asn"] = .string(asn)
            object["asnVerified"] = .bool(ASN(asn) != nil)
        }
        if !offences.isEmpty { object["offences"] = .array(offences.map(\.json)) }
        object.setIfPresent("custodySuite", custodySuite)
        object.setIfPresent("custodyRecord", custodyRecord)
        object.setIfPresent("authority", authority?.rawValue)
        object.setIfPresent("bailStatus", bailStatus)
        object.setIfPresent("court", court)
        object.setIfPresent("appearanceDate", appearanceDate?.description)
        object.setIfPresent("ptiurn", ptiurn)
        object.setIfPresent("disposalCode", disposalCode)
        object.setIfPresent("establishment", establishment)
        return object
    }
}

extension PoliceRecord.Offence {
    init(_ value: JSONValue, path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        code = try reader.string("code", atMost: 16)
        resultCodes = try reader.list("resultCodes", atMost: PoliceRecord.maxOffences) {
            (value, path) throws(FormatError) in
            guard let text = value.string else { throw .wrongKind(path, "a text") }
            guard text.utf8.count <= 8 else { throw .tooLong(path, limit: 8) }
            return text
        }
        try reader.finish()
    }

    var json: JSONValue {
        var object: JSONObject = ["code": .string(code)]
        if !resultCodes.isEmpty { object["resultCodes"] = .array(resultCodes.map(JSONValue.string)) }
        return .object(object)
    }
}
