internal import CanonicalModel
internal import Foundation
internal import Routing

extension StoreTransaction {
    /// The records that meet a message's person under some blocking key, those that share most keys first.
    public func nominals(meeting keys: Set<String>, atMost limit: Int) throws -> [Int64] {
        var shared = [Int64: Int]()
        for key in keys {
            for number in try sql.findBlock.all(.blob(session.keys.blindIndex("block " + key)), read: { $0.integer(0) }) {
                shared[number, default: 0] += 1
            }
        }
        return Array(shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(limit))
    }

    /// Indexes a history under its blocking keys, known ones again without effect; only nominals and candidates have a record, so strangers
    /// leave nothing here (DESIGN decision 13).
    func indexBlocks(of history: NominalHistory, as number: Int64) throws {
        for key in BlockingKeys.of(PersonProfile(history, on: Self.endOfTime)).sorted() {
            try sql.insertBlock.run(.blob(session.keys.blindIndex("block " + key)), .integer(number))
        }
    }

    /// Indexes a record anew after it was divided.
    func reindexBlocks(of history: NominalHistory, as number: Int64) throws {
        try session.identity.dropBlocks.run(.integer(number))
        try indexBlocks(of: history, as: number)
    }

    /// Indexes every record, after a migration.
    func indexAllBlocks() throws {
        for number in try session.identity.allNominals.all(read: { $0.integer(0) }) {
            try indexBlocks(of: nominal(number).history, as: number)
        }
    }

    /// A date of birth is in the future of a message, never of the index.
    private static let endOfTime: CalendarDate = {
        guard let day = CalendarDate("9999-12-31") else { preconditionFailure("The calendar has this day.") }
        return day
    }()
}
