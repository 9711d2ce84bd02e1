public import CanonicalModel

/// Something a person has to do because a scheme says so; it has an owner, a deadline and a deputy (DESIGN decision 18).
public struct SchemeTask: Sendable, Hashable {
    /// Unique while its reason lasts: the same need never makes two tasks ("review-due SPELL 2026-06").
    public var key: String
    /// What kind, a word of the pack or of this room ("review-due", "exit-interview", "assess-amber").
    public var kind: String
    /// What is asked, in a sentence.
    public var sentence: String
    /// The rule of the pack it comes from.
    public var rule: String
    /// Whose it is, a role of the pack ("hub-coordinator").
    public var owner: String
    /// Who stands in.
    public var deputy: String?
    /// When it came to be: an instant that follows from the case, never the clock's reading.
    public var since: Timestamp
    /// When it has to be done.
    public var due: Timestamp
    /// Whether a named person's word that it is done closes it; a question for the panel is closed by the answer alone.
    public var isDoneByWord: Bool

    /// Puts a task together.
    public init(
        key: String, kind: String, sentence: String, rule: String, owner: String, deputy: String? = nil,
        since: Timestamp, due: Timestamp, isDoneByWord: Bool = false
    ) {
        self.key = key
        self.kind = kind
        self.sentence = sentence
        self.rule = rule
        self.owner = owner
        self.deputy = deputy
        self.since = since
        self.due = due
        self.isDoneByWord = isDoneByWord
    }
}
