public import CanonicalModel
private import Foundation
private import GRDB
internal import Routing

/// What a scheme asks of its own desk, and when each feed last spoke.
extension StoreTransaction {
    /// How stale the note of a feed's last word may be; a write an item would cost a busy feed its speed.
    private static let noteSeconds: Int64 = 60

    /// Notes that a feed spoke.
    func hear(_ source: String, at received: Timestamp) throws {
        if let noted = session.heardSources[source], received < noted.adding(seconds: Self.noteSeconds) { return }
        try sql.insertSource.run(.text(source), .integer(received.microseconds))
        session.heardSources[source] = received
    }

    /// When each feed last spoke, to the minute, by its name in messages.
    public func lastHeard() throws -> [String: Timestamp] {
        let rows = try session.scheme.heard.all { ($0.text(0), Timestamp(microseconds: $0.integer(1))) }
        return Dictionary(rows, uniquingKeysWith: max)
    }

    /// Until when the desk was asked for everything; nil before it ever was.
    public func deskAsked() throws -> Timestamp? {
        try session.stored("desk").flatMap { Timestamp(String(decoding: $0, as: UTF8.self)) }
    }

    /// Remembers until when the desk was asked for everything.
    public func saveDeskAsked(_ instant: Timestamp) throws {
        try sql.saveMeta.run(.text("desk"), .blob(Data(instant.description.utf8)))
    }

    /// Whether a task was ever raised, open or not: what somebody closed is not raised again for the same occasion.
    public func wasRaised(_ key: String) throws -> Bool {
        try session.scheme.wasRaised.first(.text(key)) { $0.integer(0) } == 1
    }

    /// Open tasks about nobody whose keys begin with some text.
    public func openDeskTasks(_ prefix: String) throws -> [String] {
        try session.scheme.openLike.all(.text(prefix)) { $0.text(0) }
    }

    func saveDesk(_ detail: HubTask.Detail, of key: String) throws {
        try session.scheme.insertDesk.run(.text(key), .blob(Data(detail.encoded)))
    }
}
