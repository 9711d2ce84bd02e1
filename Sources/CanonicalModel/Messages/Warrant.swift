import Formats

/// A warrant that a court issued or withdrew (result codes 4575, 4576, 4577, 4585, 4586; withdrawn 2509).
public struct Warrant: Sendable, Hashable {
    /// The person wanted.
    public var person: Person
    /// The case it was issued in.
    public var `case`: HearingResult.Case
    /// The result code that says which kind of warrant.
    public var resultCode: String
    /// Whether this withdraws one.
    public var isWithdrawn: Bool
    /// When the court shared it, where the feed says so: of two shares of one hearing the later stands.
    public var sharedTime: Timestamp?
    /// The day of the hearing that says so, its first where it has several; absent where the feed names none.
    public var hearingDate: CalendarDate?

    /// Puts a warrant together.
    public init(
        person: Person, case: HearingResult.Case, resultCode: String, isWithdrawn: Bool, sharedTime: Timestamp? = nil,
        hearingDate: CalendarDate? = nil
    ) {
        self.person = person
        self.case = `case`
        self.resultCode = resultCode
        self.isWithdrawn = isWithdrawn
        self.sharedTime = sharedTime
        self.hearingDate = hearingDate
    }

    /// Whether the court deleted the warrant from a hearing's results: a withdrawal by the code that issued it.
    ///
    /// It takes back what that hearing said and nothing else; a withdrawal that a court ordered (2509) ends the case's warrant.
    public var isDeletion: Bool { isWithdrawn && CourtResultCodes.warrant.contains(resultCode) }

    init(_ reader: inout ObjectReader, isWithdrawn: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        `case` = try reader.object("case") { (member) throws(FormatError) in try HearingResult.Case(&member) }
        resultCode = try reader.string("resultCode", atMost: 8)
        sharedTime = try reader.optionalTimestamp("sharedTime")
        hearingDate = try reader.optionalDate("hearingDate")
        self.isWithdrawn = isWithdrawn
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["case"] = .object(`case`.json)
        object["resultCode"] = .string(resultCode)
        object.setIfPresent("sharedTime", sharedTime?.description)
        object.setIfPresent("hearingDate", hearingDate?.description)
        return object
    }
}
