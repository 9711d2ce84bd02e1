import Formats

/// What a court decided at one hearing about one defendant (SPI `ResultedCaseMessage`, court-results.md 1.1).
///
/// Offence wording, result text and bail conditions are not here on purpose: they are free text that names victims
/// (court-results.md 1.3, "Do not carry"). Codes and dates travel; words do not.
public struct HearingResult: Sendable, Hashable {
    /// The court's case and the police's arrest that a hearing belongs to.
    public struct Case: Sendable, Hashable {
        /// The Pre-Trial Issue URN as written, upper-cased.
        public var ptiurn: String
        /// Whether it has a police reference's form.
        public var isPTIURNVerified: Bool
        /// The Arrest Summons Number as written.
        public var asn: String?
        /// Whether it passed its check letter.
        public var isASNVerified: Bool
        /// Judges both references by their own rules.
        public init(ptiurn: String, asn: String?) {
            self.ptiurn = PTIURN(ptiurn)?.description ?? ptiurn
            isPTIURNVerified = PTIURN(ptiurn) != nil
            self.asn = asn.map { ASN($0)?.description ?? $0 }
            isASNVerified = asn.flatMap { ASN($0) } != nil
        }
    }

    /// Where and when a court sat.
    public struct Hearing: Sendable, Hashable {
        /// The court's organisation unit code, seven characters.
        public var courtOrganisationUnit: String
        /// The court house code (PSA).
        public var courtHouseCode: String?
        /// The day.
        public var date: CalendarDate
        /// The local time, "10:00:00".
        public var time: String?
        /// Puts a hearing together.
        public init(courtOrganisationUnit: String, courtHouseCode: String?, date: CalendarDate, time: String?) {
            self.courtOrganisationUnit = courtOrganisationUnit
            self.courtHouseCode = courtHouseCode
            self.date = date
            self.time = time
        }
    }

    /// The defendant's remand state when the hearing ended.
    public struct Bail: Sendable, Hashable {
        /// SPI code: A, B, C, L, P, S or U.
        public var status: String
        /// How many conditions were imposed; their text stays with the court.
        public var conditionCount: Int
        /// Puts a remand state together.
        public init(status: String, conditionCount: Int) {
            self.status = status
            self.conditionCount = conditionCount
        }
    }

    /// A length, "2 Y".
    public struct Duration: Sendable, Hashable {
        /// The number as written.
        public var value: String
        /// SPI unit: D, H, L (life), M, S (sessions), W, Y.
        public var unit: String
        /// Puts a length together.
        public init(value: String, unit: String) {
            self.value = value
            self.unit = unit
        }
    }

    /// The next time the defendant is expected.
    public struct NextHearing: Sendable, Hashable {
        /// The court's organisation unit code, as written.
        public var courtOrganisationUnit: String?
        /// The day.
        public var date: CalendarDate?
        /// The local time.
        public var time: String?
        /// Remand state until then, SPI code.
        public var bailStatus: String?
        /// Puts an expectation together.
        public init(courtOrganisationUnit: String?, date: CalendarDate?, time: String?, bailStatus: String?) {
            self.courtOrganisationUnit = courtOrganisationUnit
            self.date = date
            self.time = time
            self.bailStatus = bailStatus
        }
    }

    /// One result of one offence.
    public struct Result: Sendable, Hashable {
        /// The CJS result code; absent means an uncoded text result (Bichard treats it as 1000).
        public var code: String?
        /// Qualifier codes.
        public var qualifiers: [String]
        /// An amount in pounds sterling, as written.
        public var amountSterling: String?
        /// A length.
        public var duration: Duration?
        /// A second length (hours of a curfew, operational period).
        public var secondaryDuration: Duration?
        /// The next hearing this result sets.
        public var nextHearing: NextHearing?
        /// The first day of an order.
        public var startDate: CalendarDate?
        /// The last day of an order, until when its requirements hold.
        public var endDate: CalendarDate?
        /// Puts a result together.
        public init(
            code: String?, qualifiers: [String] = [], amountSterling: String? = nil, duration: Duration? = nil,
            secondaryDuration: Duration? = nil, nextHearing: NextHearing? = nil, startDate: CalendarDate? = nil,
            endDate: CalendarDate? = nil
        ) {
            self.code = code
            self.qualifiers = qualifiers
            self.amountSterling = amountSterling
            self.duration = duration
            self.secondaryDuration = secondaryDuration
            self.nextHearing = nextHearing
            self.startDate = startDate
            self.endDate = endDate
        }
    }

    /// One offence and its results.
    public struct Offence: Sendable, Hashable {
        /// The court's sequence number, as written.
        public var sequence: String
        /// The CJS offence code.
        public var code: String
        /// First day of the offence.
        public var startDate: CalendarDate?
        /// Last day of the offence.
        public var endDate: CalendarDate?
        /// SPI plea code 1–8.
        public var plea: String?
        /// SPI finding code: G, N, O, A, C.
        public var finding: String?
        /// The day of conviction.
        public var convictionDate: CalendarDate?
        /// Whether the disposal is final.
        public var isFinalDisposal: Bool?
        /// Its results.
        public var results: [Result]
        /// Puts an offence together.
        public init(
            sequence: String, code: String, startDate: CalendarDate? = nil, endDate: CalendarDate? = nil,
            plea: String? = nil, finding: String? = nil, convictionDate: CalendarDate? = nil, isFinalDisposal: Bool? = nil,
            results: [Result]
        ) {
            self.sequence = sequence
            self.code = code
            self.startDate = startDate
            self.endDate = endDate
            self.plea = plea
            self.finding = finding
            self.convictionDate = convictionDate
            self.isFinalDisposal = isFinalDisposal
            self.results = results
        }
    }

    /// The defendant.
    public var person: Person
    /// The case.
    public var `case`: Case
    /// The hearing.
    public var hearing: Hearing
    /// SPI code: A by arrangement, N no, Y yes.
    public var presentAtHearing: String?
    /// The remand state.
    public var bail: Bail?
    /// The offences that were before the court.
    public var offences: [Offence]
    /// Whether the court calls the defendant a youth; absent when it does not say so, which is not "adult".
    public var isYouth: Bool?
    /// When the court shared the result, where the feed says so: of two shares of one hearing the later stands.
    public var sharedTime: Timestamp?

    /// Puts a result message together.
    public init(
        person: Person, case: Case, hearing: Hearing, presentAtHearing: String? = nil, bail: Bail? = nil,
        offences: [Offence], isYouth: Bool? = nil, sharedTime: Timestamp? = nil
    ) {
        self.person = person
        self.case = `case`
        self.hearing = hearing
        self.presentAtHearing = presentAtHearing
        self.bail = bail
        self.offences = offences
        self.isYouth = isYouth
        self.sharedTime = sharedTime
    }
}

extension HearingResult {
    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        `case` = try reader.object("case") { (member) throws(FormatError) in try Case(&member) }
        hearing = try reader.object("hearing") { (member) throws(FormatError) in try Hearing(&member) }
        presentAtHearing = try reader.optionalString("presentAtHearing", atMost: 4)
        bail = try reader.optionalObject("bail") { (member) throws(FormatError) in
            Bail(
                status: try member.string("status", atMost: 4),
                conditionCount: try member.optionalCount("conditionCount") ?? 0)
        }
        offences = try reader.list("offences") { (value, path) throws(FormatError) in try Offence(value, path: path) }
        isYouth = try reader.optionalBool("isYouth")
        sharedTime = try reader.optionalTimestamp("sharedTime")
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["case"] = .object(`case`.json)
        object["hearing"] = .object(hearing.json)
        object.setIfPresent("presentAtHearing", presentAtHearing)
        if let bail {
            object["bail"] = ["status": .string(bail.status), "conditionCount": .integer(Int64(bail.conditionCount))]
        }
        object["offences"] = .array(offences.map { .object($0.json) })
        object.setIfPresent("isYouth", isYouth.map(JSONValue.bool))
        object.setIfPresent("sharedTime", sharedTime?.description)
        return object
    }
}

extension HearingResult.Hearing {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        self.init(
            courtOrganisationUnit: try reader.string("court", atMost: 16),
            courtHouseCode: try reader.optionalString("courtHouse", atMost: 16), date: try reader.date("date"),
            time: try reader.optionalString("time", atMost: 16))
    }

    var json: JSONObject {
        var object = JSONObject()
        object["court"] = .string(courtOrganisationUnit)
        object.setIfPresent("courtHouse", courtHouseCode)
        object["date"] = .string(date.description)
        object.setIfPresent("time", time)
        return object
    }
}

extension HearingResult.Case {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        self.init(ptiurn: try reader.string("ptiurn", atMost: 32), asn: try reader.optionalString("asn", atMost: 32))
        _ = try reader.bool("ptiurnVerified")
        _ = try reader.optionalBool("asnVerified")
    }

    var json: JSONObject {
        var object = JSONObject()
        object["ptiurn"] = .string(ptiurn)
        object["ptiurnVerified"] = .bool(isPTIURNVerified)
        if let asn {
            object["asn"] = .string(asn)
            object["asnVerified"] = .bool(isASNVerified)
        }
        return object
    }
}

extension HearingResult.Offence {
    init(_ value: JSONValue, path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        sequence = try reader.string("sequence", atMost: 8)
        code = try reader.string("code", atMost: 16)
        startDate = try reader.optionalDate("startDate")
        endDate = try reader.optionalDate("endDate")
        plea = try reader.optionalString("plea", atMost: 8)
        finding = try reader.optionalString("finding", atMost: 8)
        convictionDate = try reader.optionalDate("convictionDate")
        isFinalDisposal = try reader.optionalBool("finalDisposal")
        results = try reader.list("results") { (value, path) throws(FormatError) in
            try HearingResult.Result(value, path: path)
        }
        try reader.finish()
    }

    var json: JSONObject {
        var object = JSONObject()
        object["sequence"] = .string(sequence)
        object["code"] = .string(code)
        object.setIfPresent("startDate", startDate?.description)
        object.setIfPresent("endDate", endDate?.description)
        object.setIfPresent("plea", plea)
        object.setIfPresent("finding", finding)
        object.setIfPresent("convictionDate", convictionDate?.description)
        object.setIfPresent("finalDisposal", isFinalDisposal.map(JSONValue.bool))
        object["results"] = .array(results.map { .object($0.json) })
        return object
    }
}

extension HearingResult.Result {
    init(_ value: JSONValue, path: String) throws(FormatError) {
        var reader = try ObjectReader(value, path: path)
        code = try reader.optionalString("code", atMost: 8)
        qualifiers = try reader.strings("qualifiers")
        amountSterling = try reader.optionalString("amountSterling", atMost: 24)
        duration = try reader.optionalObject("duration") { (member) throws(FormatError) in try .init(&member) }
        secondaryDuration = try reader.optionalObject("secondaryDuration") { (member) throws(FormatError) in
            try .init(&member)
        }
        nextHearing = try reader.optionalObject("nextHearing") { (member) throws(FormatError) in
            HearingResult.NextHearing(
                courtOrganisationUnit: try member.optionalString("court", atMost: 16),
                date: try member.optionalDate("date"), time: try member.optionalString("time", atMost: 16),
                bailStatus: try member.optionalString("bailStatus", atMost: 4))
        }
        startDate = try reader.optionalDate("startDate")
        endDate = try reader.optionalDate("endDate")
        try reader.finish()
    }

    var json: JSONObject {
        var object = JSONObject()
        object.setIfPresent("code", code)
        if !qualifiers.isEmpty { object["qualifiers"] = .array(qualifiers.map(JSONValue.string)) }
        object.setIfPresent("amountSterling", amountSterling)
        object.setIfPresent("duration", duration?.json)
        object.setIfPresent("secondaryDuration", secondaryDuration?.json)
        if let nextHearing {
            var member = JSONObject()
            member.setIfPresent("court", nextHearing.courtOrganisationUnit)
            member.setIfPresent("date", nextHearing.date?.description)
            member.setIfPresent("time", nextHearing.time)
            member.setIfPresent("bailStatus", nextHearing.bailStatus)
            object["nextHearing"] = .object(member)
        }
        object.setIfPresent("startDate", startDate?.description)
        object.setIfPresent("endDate", endDate?.description)
        return object
    }
}

extension HearingResult.Duration {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        self.init(value: try reader.string("value", atMost: 8), unit: try reader.string("unit", atMost: 8))
    }

    var json: JSONValue { ["value": .string(value), "unit": .string(unit)] }
}
