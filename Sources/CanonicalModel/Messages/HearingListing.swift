import Formats

/// A hearing at which a court expects somebody, or one that it took off its list again.
///
/// A listing says nothing of guilt or result: it is kept apart from ``HearingResult``, so that a late "confirmed" can never
/// overwrite a "resulted" (feeds.md 8, "Ordering").
public struct HearingListing: Sendable, Hashable {
    /// The defendant.
    public var person: Person
    /// The case.
    public var `case`: HearingResult.Case
    /// Where and when the court will sit; of several days the first.
    public var hearing: HearingResult.Hearing
    /// The CJS codes of the offences to be heard, in the court's order; a feed without codes leaves them out.
    public var offenceCodes: [String]
    /// Whether the court calls the defendant a youth; absent when it does not say so, which is not "adult".
    public var isYouth: Bool?
    /// Whether this takes the hearing off the list.
    public var isCancelled: Bool

    /// Puts a listing together.
    public init(
        person: Person, case: HearingResult.Case, hearing: HearingResult.Hearing, offenceCodes: [String],
        isYouth: Bool? = nil, isCancelled: Bool
    ) {
        self.person = person
        self.case = `case`
        self.hearing = hearing
        self.offenceCodes = offenceCodes
        self.isYouth = isYouth
        self.isCancelled = isCancelled
    }

    init(_ reader: inout ObjectReader, isCancelled: Bool, writtenIn: Int) throws(FormatError) {
        person = try reader.person(writtenIn: writtenIn)
        `case` = try reader.object("case") { (member) throws(FormatError) in try HearingResult.Case(&member) }
        hearing = try reader.object("hearing") { (member) throws(FormatError) in try HearingResult.Hearing(&member) }
        offenceCodes = try reader.strings("offenceCodes", eachAtMost: 16)
        isYouth = try reader.optionalBool("isYouth")
        self.isCancelled = isCancelled
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object["case"] = .object(`case`.json)
        object["hearing"] = .object(hearing.json)
        if !offenceCodes.isEmpty { object["offenceCodes"] = .array(offenceCodes.map(JSONValue.string)) }
        object.setIfPresent("isYouth", isYouth.map(JSONValue.bool))
        return object
    }
}
