/// The copy of a consent that the person takes away, in plain English.
public struct ConsentCopy: Sendable, Hashable {
    /// "Jordan Ashworth".
    public var name: String
    /// What was agreed or refused, a sentence each.
    public var paragraphs: [String]
    /// When, where, by whom taken, and the form's text and version.
    public var particulars: [InboxNotice.Field]

    /// Puts a copy together.
    public init(name: String, paragraphs: [String], particulars: [InboxNotice.Field]) {
        self.name = name
        self.paragraphs = paragraphs
        self.particulars = particulars
    }
}
