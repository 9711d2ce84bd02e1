public import CanonicalModel

/// Something that a scheme says of one person, with each time that it said so.
///
/// What a partnership asks about a draft: whom it would have put before the panel, which decisions it would have held, whom
/// it would have moved up and down, whom it would have let go, and what it would have asked of people.
public struct SchemeFinding: Sendable, Hashable {
    /// What is said.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Somebody is before the panel for a cohort.
        case candidate
        /// A decision waits, because it states too little.
        case held
        /// A colour that rises, and an alarm under any colour.
        case colourUp = "colour-up"
        /// A colour that falls.
        case colourDown = "colour-down"
        /// Any other transition: confirmed, into prison, out of it, taken back.
        case colourOtherwise = "colour-otherwise"
        /// A ground on which a panel may take somebody off.
        case ground
        /// Somebody has to do something.
        case task
    }

    /// What it is about: tasks of one kind are one subject, and each of them an occasion.
    public struct Subject: Sendable, Hashable {
        /// What is said.
        public var kind: Kind
        /// The cohort, the decision, the colour, the ground's code or the kind of task.
        public var name: String

        /// Puts a subject together.
        public init(_ kind: Kind, _ name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// One time that it was so.
    public struct Occasion: Sendable, Hashable {
        /// The instant at which the broker would have seen it.
        public var from: Timestamp
        /// The instant at which it would have seen it no longer; nil where it lasted to the end of what was looked at.
        public var until: Timestamp?
        /// The rule of the pack; nil where it follows from what people decided.
        public var rule: String?
        /// What it rests on, by the ids of messages.
        public var evidence: [String]
        /// What somebody would have noticed of it: what is missing, whose it is and when it is due.
        public var says: String
        /// What the pack says besides and nobody acts on: its points.
        public var note: String = ""

        /// What somebody would notice: rules may have other ids, and scores other points.
        var noticed: Noticed { Noticed(from: from, until: until, says: says) }
    }

    /// See ``Occasion/noticed``.
    struct Noticed: Hashable {
        var from: Timestamp
        var until: Timestamp?
        var says: String
    }

    /// What it is about.
    public var subject: Subject
    /// Each time that it was so, in order.
    public var occasions: [Occasion]
}

extension SchemeFinding.Subject: Comparable {
    /// By kind in the order in which a report tells them, then by name.
    public static func < (left: SchemeFinding.Subject, right: SchemeFinding.Subject) -> Bool {
        (left.kind.order, left.name) < (right.kind.order, right.name)
    }
}

extension SchemeFinding.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
