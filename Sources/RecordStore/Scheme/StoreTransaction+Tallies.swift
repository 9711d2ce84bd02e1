private import CanonicalModel
private import GRDB
public import Routing

/// Strokes in the tally of people whom the broker does not know; they commit with the fate of the item that made them.
extension StoreTransaction {
    /// Adds a stroke.
    public func add(_ mark: StrangerMark) throws { try count(mark, 1) }

    /// Takes a stroke back: the person turned out to be somebody whose own record tells it.
    public func takeBack(_ mark: StrangerMark) throws { try count(mark, -1) }

    private func count(_ mark: StrangerMark, _ step: Int64) throws {
        try session.scheme.tally.run(
            .text(mark.scheme), .integer(Int64(mark.day.year * 100 + mark.day.month)), .text(mark.cohort),
            .text(mark.route), .text(mark.outcome.rawValue), .integer(step))
    }
}
