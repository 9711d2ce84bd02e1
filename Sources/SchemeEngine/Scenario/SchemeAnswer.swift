/// What an assessment says under a key of `expect`, and what a scenario wants it to say, in the same shape.
struct SchemeAnswer: Sendable, Hashable {
    indirect enum Content: Sendable, Hashable {
        case nothing
        case text(String)
        case truth(Bool)
        case number(Int)
        case many([SchemeAnswer])
        /// Named members; a scenario gives those it cares for, an assessment all.
        case record([String: SchemeAnswer])
    }

    var content: Content
    /// A record's first member: a scenario may write it alone ("exit-interview" for a whole task).
    var headline: String?

    static let nothing = SchemeAnswer(content: .nothing)

    static func text(_ text: String?) -> SchemeAnswer { text.map { SchemeAnswer(content: .text($0)) } ?? nothing }

    static func number(_ number: Int?) -> SchemeAnswer { number.map { SchemeAnswer(content: .number($0)) } ?? nothing }

    static func truth(_ truth: Bool) -> SchemeAnswer { SchemeAnswer(content: .truth(truth)) }

    static func texts(_ texts: [String]) -> SchemeAnswer { many(texts.map { text($0) }) }

    static func many(_ answers: [SchemeAnswer]) -> SchemeAnswer { SchemeAnswer(content: .many(answers)) }

    static func record(_ headline: String, _ members: [String: SchemeAnswer]) -> SchemeAnswer {
        SchemeAnswer(content: .record(members), headline: headline)
    }
}

extension SchemeAnswer {
    /// Whether this is what was wanted; lists in any order, records in the members that are wanted.
    func meets(_ wanted: SchemeAnswer) -> Bool {
        switch (content, wanted.content) {
        case (.record, .text(let text)): headline == text
        case (.record(let members), .record(let named)):
            named.allSatisfy { name, value in members[name]?.meets(value) ?? false }
        case (.many(let answers), .many(let all)):
            answers.count == all.count && SchemeAnswerMatching(wanted: all, among: answers).isComplete
        default: content == wanted.content
        }
    }

    /// As a person reads it.
    var words: String {
        switch content {
        case .nothing: "nothing"
        case .text(let text): text
        case .truth(let truth): truth ? "true" : "false"
        case .number(let number): String(number)
        case .many(let answers): answers.isEmpty ? "none" : answers.map(\.words).joined(separator: ", ")
        case .record(let members):
            "{ "
                + members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }.joined(separator: "; ")
                + " }"
        }
    }
}
