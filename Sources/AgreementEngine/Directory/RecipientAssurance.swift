public import CanonicalModel
internal import Formats
internal import PolicyText

/// A dated paper about a recipient that the hub keeps: an undertaking that somebody signed, or a vetting that somebody passed.
///
/// It is the recipient's and not a person's: it stands for everybody that the recipient is told of, and it ends on a day
/// (LDS 1.25; agreement reference 4.2, ISH-16; decision record 0018).
public struct RecipientAssurance: Sendable, Hashable {
    /// Who signed it, or passed it.
    public var by: String
    /// The day.
    public var on: CalendarDate
    /// The last day on which it stands.
    public var until: CalendarDate

    /// Whether it stands on a day.
    public func stands(on day: CalendarDate) -> Bool { on <= day && day <= until }
}

extension RecipientAssurance {
    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        by = try reader.text("by")
        on = try reader.required("on").date
        let until = try reader.required("until")
        self.until = try until.date
        try reader.finish()
        guard on <= self.until else { throw .endsBeforeItBegins(until.place) }
    }
}

extension PartnershipDirectory.Recipient {
    /// What binds the recipient on a day beside the agreement; nothing was ever signed, or it ran out: none.
    public func undertaking(on day: CalendarDate) -> Knowable<Undertaking> {
        .known(undertaking?.stands(on: day) == true ? .signed : .notSigned)
    }

    /// Whether whoever receives is vetted on a day; unknown where the directory says nothing.
    public func isVetted(on day: CalendarDate) -> Knowable<Bool> {
        vetting.map { .known($0.stands(on: day)) } ?? .unknown("no vetting recorded")
    }
}

extension FormatError {
    fileprivate static func endsBeforeItBegins(_ place: YAMLPlace) -> FormatError {
        .policy(
            place, "directory.assurance-dates", "It would end before it began.",
            "Give the day it was signed or passed as \"on\", and the last day it stands as \"until\".")
    }
}
