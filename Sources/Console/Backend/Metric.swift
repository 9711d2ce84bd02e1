/// A figure for Prometheus, with one sample a set of labels; never personal data.
public struct Metric: Sendable, Hashable {
    /// How Prometheus treats it.
    public enum Kind: String, Sendable, Hashable {
        case counter
        case gauge
    }

    /// A labelled value.
    public struct Sample: Sendable, Hashable {
        /// A label and its value.
        public struct Label: Sendable, Hashable {
            /// "channel".
            public var name: String
            /// "courts".
            public var value: String
            /// Puts a label together.
            public init(_ name: String, _ value: String) {
                precondition(Metric.isName(name), "A label's name is ASCII letters, digits and underscores.")
                self.name = name
                self.value = value
            }
        }

        /// What it is of.
        public var labels: [Label]
        /// How much.
        public var value: Double
        /// Puts a sample together.
        public init(_ value: Double, labels: [Label] = []) {
            self.labels = labels
            self.value = value
        }
    }

    /// "throughgate_notices_outstanding", with its unit at the end where it has one.
    public var name: String
    /// What it counts, in a sentence.
    public var help: String
    /// Counter or gauge.
    public var kind: Kind
    /// The values.
    public var samples: [Sample]

    /// Puts a metric together.
    public init(_ name: String, help: String, kind: Kind, samples: [Sample]) {
        precondition(Metric.isName(name), "A metric's name is ASCII letters, digits and underscores.")
        self.name = name
        self.help = help
        self.kind = kind
        self.samples = samples
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        }
    }
}
