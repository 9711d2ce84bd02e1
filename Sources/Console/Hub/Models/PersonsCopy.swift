public import CanonicalModel

/// The copy of their answers about sharing that a person takes away, in plain English.
public struct PersonsCopy: Sendable, Hashable {
    /// One answer.
    public struct Answer: Sendable, Hashable {
        /// What it is about.
        public var heading: String
        /// What was decided, how it was taken, until when it lasts.
        public var sentences: [String]
        /// Puts an answer together.
        public init(heading: String, sentences: [String]) {
            self.heading = heading
            self.sentences = sentences
        }
    }

    /// "Jordan Ashworth".
    public var name: String
    /// The day it was printed.
    public var printedOn: CalendarDate
    /// The answers that stand.
    public var answers: [Answer]
    /// What the person may do, and what is shared by law.
    public var rights: [String]

    /// Puts a copy together.
    public init(name: String, printedOn: CalendarDate, answers: [Answer], rights: [String]) {
        self.name = name
        self.printedOn = printedOn
        self.answers = answers
        self.rights = rights
    }
}
