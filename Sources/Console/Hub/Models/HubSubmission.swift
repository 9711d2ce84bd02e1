/// What became of a form of the hub.
public enum HubSubmission: Sendable, Hashable {
    /// The message is confirmed by RabbitMQ; its id, for `throughgate why`.
    case recorded(message: String)
    /// Something has to be changed first; nothing was recorded.
    case refused([Problem])
    /// There is no such person.
    case unknown

    /// Something that a form lacks or has wrong.
    public struct Problem: Sendable, Hashable {
        /// The field's name.
        public var field: String
        /// What is wrong and what to do, in a sentence.
        public var sentence: String
        /// Puts a problem together.
        public init(field: String, sentence: String) {
            self.field = field
            self.sentence = sentence
        }
    }
}
