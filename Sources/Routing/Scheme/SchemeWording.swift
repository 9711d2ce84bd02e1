public import CanonicalModel

/// What a task that a rule of the scheme raised asks for, and who answers for it (DESIGN decision 18).
public struct SchemeWording: Sendable, Hashable {
    /// What kind, a word of the scheme ("review-due").
    public var kind: String
    /// What is asked, in a sentence that names nobody.
    public var sentence: String
    /// Who stands in.
    public var deputy: String?
    /// Who is told when neither has done it in time.
    public var supervisor: String?
    /// When it has to be done.
    public var due: Timestamp
    /// Whether a named person's word that it is done closes it; nil where nobody kept that.
    public var isDoneByWord: Bool?

    /// Puts a wording together.
    public init(kind: String, sentence: String, deputy: String? = nil, supervisor: String? = nil, due: Timestamp) {
        self.kind = kind
        self.sentence = sentence
        self.deputy = deputy
        self.supervisor = supervisor
        self.due = due
    }
}
