/// Whether the broker can do its work now, part by part.
public struct BrokerHealth: Sendable, Hashable {
    /// One part that has to work.
    public struct Part: Sendable, Hashable {
        /// The part's one word: "amqp", "record-store".
        public var name: String
        /// What is wrong, without personal data; nil when nothing is.
        public var problem: String?
        /// Puts a part together.
        public init(name: String, problem: String? = nil) {
            self.name = name
            self.problem = problem
        }
    }

    /// The parts.
    public var parts: [Part]

    /// The health of so many parts.
    public init(parts: [Part]) { self.parts = parts }

    /// Whether every part works.
    public var isReady: Bool { parts.allSatisfy { $0.problem == nil } }
}
