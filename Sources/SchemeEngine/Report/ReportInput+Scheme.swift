public import CanonicalModel

/// What a report counts of the scheme's own workings: proposals, decisions, candidates, tasks.
extension ReportInput {
    /// A higher colour that triggers proposed.
    public struct Proposal: Sendable, Hashable {
        /// What became of it.
        public enum Outcome: String, Sendable, Hashable, CaseIterable {
            /// A named person or a meeting decided the colour that was proposed.
            case confirmed
            /// They decided another colour.
            case decidedOtherwise = "decided otherwise"
            /// What it rested on was taken back.
            case takenBack = "taken back"
            /// Prison, death, another proposal or the end of the stay came first.
            case overtaken
        }

        /// When the broker proposed it.
        public var at: Timestamp
        /// When it was settled; nil while it waits.
        public var settledAt: Timestamp?
        /// How it was settled; nil while it waits.
        public var outcome: Outcome?

        /// Puts a proposal together.
        public init(at: Timestamp, settledAt: Timestamp? = nil, outcome: Outcome? = nil) {
            self.at = at
            self.settledAt = settledAt
            self.outcome = outcome
        }
    }

    /// A decision of a panel or an officer, and whether it waited for something that it did not state.
    public struct Decision: Sendable, Hashable {
        /// When it was recorded.
        public var at: Timestamp
        /// What was decided, in a word that people read ("selection").
        public var matter: String
        /// Since when it waited; nil when it stood at once.
        public var heldAt: Timestamp?
        /// When it was made good; nil while it waits.
        public var completedAt: Timestamp?

        /// Puts a decision together.
        public init(at: Timestamp, matter: String, heldAt: Timestamp? = nil, completedAt: Timestamp? = nil) {
            (self.at, self.matter, self.heldAt, self.completedAt) = (at, matter, heldAt, completedAt)
        }
    }

    /// Somebody whom a rule of the scheme put before the panel.
    public struct Candidacy: Sendable, Hashable {
        /// Since when.
        public var at: Timestamp
        /// When it ended; nil while it waits.
        public var endedAt: Timestamp?
        /// Whether it ended without the panel having decided: what it rested on is no longer so, or is too long ago.
        public var isLapsed: Bool

        /// Puts a candidacy together.
        public init(at: Timestamp, endedAt: Timestamp? = nil, isLapsed: Bool = false) {
            (self.at, self.endedAt, self.isLapsed) = (at, endedAt, isLapsed)
        }
    }

    /// A task that a rule of the scheme raised.
    public struct Task: Sendable, Hashable {
        /// Its kind, a word of the scheme ("review-due").
        public var kind: String
        /// Whether it asks somebody to look at a person again.
        public var isReview: Bool
        /// When it was raised.
        public var raisedAt: Timestamp
        /// By when it had to be done.
        public var dueAt: Timestamp
        /// When it was over.
        public var closedAt: Timestamp?

        /// Puts a task together.
        public init(
            kind: String, isReview: Bool = false, raisedAt: Timestamp, dueAt: Timestamp, closedAt: Timestamp? = nil
        ) {
            (self.kind, self.isReview, self.raisedAt) = (kind, isReview, raisedAt)
            (self.dueAt, self.closedAt) = (dueAt, closedAt)
        }
    }

    /// How many people whom the broker does not know were proposed, declined or selected in a month: a number that nobody
    /// can be found by (DESIGN decision 13).
    public struct StrangerTally: Sendable, Hashable {
        /// What was said of them.
        public enum Outcome: String, Sendable, Hashable, CaseIterable {
            /// An agency asked the panel to consider them.
            case proposed
            /// The panel selected them, and the broker opened their record.
            case selected
            /// The panel considered them and did not select them.
            case declined
        }

        /// The month.
        public var month: ReportMonth
        /// What was said.
        public var outcome: Outcome
        /// How many times.
        public var count: Int

        /// Puts a tally together.
        public init(month: ReportMonth, outcome: Outcome, count: Int) {
            (self.month, self.outcome, self.count) = (month, outcome, count)
        }
    }
}
