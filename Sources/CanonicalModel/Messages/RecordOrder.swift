import Formats

/// What a named officer ordered about somebody's whole record: that it be restricted, rectified, erased, or kept for a review
/// (Data Protection Act 2018 ss.39, 46–48).
public struct RecordOrder: Sendable, Hashable {
    /// What was ordered; each is a message type of its own.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// `record.restricted`: nothing more is told until it is lifted, but stops and withdrawals.
        case restricted
        /// `record.unrestricted`: the restriction is lifted.
        case unrestricted
        /// `record.rectified`: an item was inaccurate and counts no more.
        case rectified
        /// `record.erased`: the person's key is to be destroyed.
        case erased
        /// `review.started`: nothing of the person is erased until the review ended.
        case reviewStarted
        /// `review.ended`.
        case reviewEnded
    }

    /// Why, a code: free text would say more of the person than anybody has to keep.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The person says that it is wrong, and nobody can say yet (s.47(3)).
        case accuracyContested = "accuracy-contested"
        /// It has to be kept as evidence instead of being put right or erased (ss.46(4), 47(2)).
        case evidence
        /// It was wrong when it was recorded.
        case recordedInError = "recorded-in-error"
        /// It is not needed any more (s.39).
        case retentionOver = "retention-over"
        /// It should never have been processed (s.47(1)).
        case unlawful
        /// A review after serious harm needs it.
        case seriousHarmReview = "serious-harm-review"
        /// An inquiry or a complaint needs it.
        case inquiry
        /// What it was ordered for is settled.
        case settled
    }

    /// By whose authority, a code: what is typed into an audit entry stays for ever.
    public enum Authority: String, Sendable, Hashable, CaseIterable {
        case controller, court, commissioner, agreement
        case dataSubject = "data-subject"
    }

    /// What was ordered.
    public var kind: Kind
    /// Whose record.
    public var person: Person
    /// The one item that it is about, by the id of its message; nil for the whole record.
    public var item: String?
    /// Why.
    public var reason: Reason
    /// By whose authority.
    public var authority: Authority
    /// Who answers for a review; for `review.started` alone.
    public var owner: String?
    /// The day by which somebody looks whether a review still needs the record; for `review.started` alone.
    public var reviewBy: CalendarDate?
    /// Who decided.
    public var decidedBy: String

    /// Puts an order together.
    public init(
        _ kind: Kind, person: Person, item: String? = nil, reason: Reason, authority: Authority, owner: String? = nil,
        reviewBy: CalendarDate? = nil, decidedBy: String
    ) {
        self.kind = kind
        self.person = person
        self.item = item
        self.reason = reason
        self.authority = authority
        self.owner = owner
        self.reviewBy = reviewBy
        self.decidedBy = decidedBy
    }

    init(_ reader: inout ObjectReader, kind: Kind, writtenIn: Int) throws(FormatError) {
        self.kind = kind
        person = try reader.person(writtenIn: writtenIn)
        switch kind {
        case .restricted, .unrestricted: item = try reader.optionalString("item", atMost: 64)
        case .rectified: item = try reader.string("item", atMost: 64)
        case .erased, .reviewStarted, .reviewEnded: item = nil
        }
        reason = try reader.word("reason")
        authority = try reader.word("authority")
        owner = kind == .reviewStarted ? try reader.string("owner", atMost: 120) : nil
        reviewBy = kind == .reviewStarted ? try reader.date("reviewBy") : nil
        decidedBy = try reader.string("decidedBy", atMost: 120)
    }

    var json: JSONObject {
        var object = JSONObject(person)
        object.setIfPresent("item", item)
        object["reason"] = .string(reason.rawValue)
        object["authority"] = .string(authority.rawValue)
        object.setIfPresent("owner", owner)
        object.setIfPresent("reviewBy", reviewBy?.description)
        object["decidedBy"] = .string(decidedBy)
        return object
    }
}

extension RecordOrder.Kind {
    /// The message type.
    var messageType: MessageType {
        switch self {
        case .restricted: .recordRestricted
        case .unrestricted: .recordUnrestricted
        case .rectified: .recordRectified
        case .erased: .recordErased
        case .reviewStarted: .reviewStarted
        case .reviewEnded: .reviewEnded
        }
    }

    /// The kind of a message type; nil for any other type.
    init?(_ type: MessageType) {
        guard let kind = Self.allCases.first(where: { $0.messageType == type }) else { return nil }
        self = kind
    }
}
