import Synchronization

/// Notes what a loader asks of a file, so that the JSON Schema for editors is made of the reading itself.
///
/// A schema written by hand says yesterday's language as soon as somebody adds a key. Nobody listens but the making of a
/// schema: without a trace, a load costs a look at a task-local value.
package final class PolicyTrace: Sendable {
    @TaskLocal package static var current: PolicyTrace?

    /// As what a value was read.
    package enum Kind: Sendable, Hashable {
        case null
        case text
        case truth
        case count
        case date
        case list
        /// A list with something in it.
        case fullList
        case word([String])
        /// One value, or a list of such.
        case oneOrMore
    }

    /// What was asked at one place of one file.
    package struct Place: Sendable {
        /// Keys that were looked for; those of them that had to be there.
        package var asked = [String]()
        package var demanded = Set<String>()
        /// Whether a reader went through its keys, and whether any key would do.
        package var isOpened = false
        package var takesAny = false
        package var kinds = [Kind]()
    }

    private let noted = Mutex([String: Place]())

    package init() {}

    /// What was asked, by JSON Pointer.
    package var places: [String: Place] { noted.withLock { $0 } }

    func opens(_ pointer: String) { note(pointer) { $0.isOpened = true } }

    func asks(_ pointer: String, for key: String) {
        note(pointer) { if !$0.asked.contains(key) { $0.asked.append(key) } }
    }

    func demands(_ pointer: String, _ key: String) { note(pointer) { $0.demanded.insert(key) } }

    func takesAny(_ pointer: String) { note(pointer) { $0.takesAny = true } }

    func reads(_ pointer: String, _ kind: Kind) {
        note(pointer) { if !$0.kinds.contains(kind) { $0.kinds.append(kind) } }
    }

    private func note(_ pointer: String, _ change: (inout Place) -> Void) {
        noted.withLock { change(&$0[pointer, default: Place()]) }
    }
}
