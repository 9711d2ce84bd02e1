public import CanonicalModel

/// A task as its owner reads it: what, about whom, whose, by when, and who is next when nobody does it.
public struct HubTaskEntry: Sendable, Hashable, Identifiable {
    /// Unique while open.
    public var id: String
    /// Its number, part of the address of the form that closes it; nil when only the fact that it asks for does.
    public var number: String?
    /// What is asked, in a sentence.
    public var sentence: String
    /// What its owner has to know besides.
    public var detail: String?
    /// Whom it is about, as the hub knows them; nil for a task about no person on record.
    public var person: String?
    /// The record it is about; part of the address of that page.
    public var nominal: String?
    /// Whose it is.
    public var owner: String
    /// Who stands in.
    public var deputy: String?
    /// Who is told when neither has done it.
    public var supervisor: String?
    /// When it was raised.
    public var raisedAt: Timestamp
    /// By when it has to be done.
    public var dueBy: Timestamp

    /// Puts a task together.
    public init(
        id: String, number: String? = nil, sentence: String, detail: String? = nil, person: String? = nil, nominal: String? = nil,
        owner: String, deputy: String? = nil, supervisor: String? = nil, raisedAt: Timestamp, dueBy: Timestamp
    ) {
        self.id = id
        self.number = number
        self.sentence = sentence
        self.detail = detail
        self.person = person
        self.nominal = nominal
        self.owner = owner
        self.deputy = deputy
        self.supervisor = supervisor
        self.raisedAt = raisedAt
        self.dueBy = dueBy
    }
}
