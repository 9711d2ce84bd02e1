import Formats

/// Somebody did what a task asked, or said why it will not be done (`task.done`; DESIGN decision 18).
public struct TaskDone: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It was done.
        case done
        /// The person did not want it; nobody asks them why (agreement reference 5.1).
        case declined
        /// It turned out not to be needed; the note says why.
        case notNeeded = "not-needed"
        /// It could not be done; the note says why.
        case notPossible = "not-possible"
    }

    /// About whom; nil for a task about nobody on record, and where the key says it.
    public var person: Person?
    /// The task's key, as `task.raised` said it.
    public var task: String
    /// How it ended.
    public var outcome: Outcome
    /// What a later reader has to know.
    public var note: String?
    /// The named person who did it.
    public var doneBy: String
    /// As what they did it: the task's owner, deputy or supervisor, by the post's id.
    public var post: String

    /// Puts it together.
    public init(
        person: Person? = nil, task: String, outcome: Outcome, note: String? = nil, doneBy: String, post: String
    ) {
        self.person = person
        self.task = task
        self.outcome = outcome
        self.note = note
        self.doneBy = doneBy
        self.post = post
    }
}

extension TaskDone {
    /// A key names a rule's word, a stay and a message, each of a feed; none is longer.
    public static let longestKey = 512

    init(_ reader: inout ObjectReader, writtenIn: Int) throws(FormatError) {
        person = try reader.optionalObject("person") { (person) throws(FormatError) in
            try Person(&person, writtenIn: writtenIn)
        }
        task = try reader.telling("task", atMost: Self.longestKey)
        outcome = try reader.word("outcome")
        note = try reader.optionalString("note", atMost: 1_000)
        doneBy = try reader.telling("doneBy", atMost: 120)
        post = try reader.telling("post", atMost: 64)
    }

    var json: JSONObject {
        var object = JSONObject()
        if let person { object["person"] = .object(person.json) }
        object["task"] = .string(task)
        object["outcome"] = .string(outcome.rawValue)
        object.setIfPresent("note", note)
        object["doneBy"] = .string(doneBy)
        object["post"] = .string(post)
        return object
    }
}
