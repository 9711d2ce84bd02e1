import CanonicalModel
import FeedRows
import Formats

/// Lets a partner's own canonical messages through: verified against the contract, held against what the partner may
/// tell, and given our id and our time of arrival.
///
/// The sender's id becomes the correlation id: an id that somebody else chooses could be made to collide with another's.
enum CanonicalPassage {
    /// Whether JSON is meant as canonical messages, one or a list: by CloudEvents' `specversion`.
    static func isCanonical(_ value: JSONValue) -> Bool {
        let first = value.array.map { $0.first } ?? value
        return first?.object?["specversion"] != nil
    }

    /// Adds every message, or why it is none.
    static func translate(
        _ value: JSONValue, of item: IntakeItem, into report: inout RowReport
    ) throws(FormatError) {
        guard case .array(let elements) = value else { return add(value, "", item, &report) }
        guard elements.count <= CSVLimits.feed.maxRows else {
            throw PartnersLayout.layout.problem(
                "", "items", "The list has more than \(CSVLimits.feed.maxRows) items.", "Split it.")
        }
        for (index, element) in elements.enumerated() { add(element, "/\(index)", item, &report) }
    }

    private static func add(_ value: JSONValue, _ path: String, _ item: IntakeItem, _ report: inout RowReport) {
        do {
            let row = try received(value, path)
            try check(row, receivedTime: item.receivedTime)
            report.add(CanonicalMessage(row, from: item), at: path)
        } catch {
            var problem = error
            problem.path = path + problem.path
            report.addBad(problem)
        }
    }

    private static func received(_ value: JSONValue, _ path: String) throws(FormatError) -> RowFact {
        let message = try CanonicalMessage(value)
        let reference = message.correlationID ?? message.id
        return RowFact(source: message.source, time: message.time, reference: reference, fact: message.fact)
    }

    private static func check(_ row: RowFact, receivedTime: Timestamp) throws(FormatError) {
        guard let provider = Provider(source: row.source), provider.mayTell(row.fact.type) else {
            throw PartnersLayout.layout.problem(
                "/source", "not-yours", "A partner of this source does not tell facts of this type.",
                "Use your own source, /partners/ and your kind of service, and the types that the README lists for it.")
        }
        guard row.time <= receivedTime.adding(seconds: Fact.clockAllowanceSeconds) else {
            throw PartnersLayout.layout.problem(
                "/time", "ahead", "The time lies ahead of the moment at which the item arrived.", "Correct the time.")
        }
    }
}
