public import Formats

/// One thing that reached the broker on a day, by the name the account gives it.
public struct DayInput: Sendable {
    /// The name: a file's, or a step's.
    public var name: String
    /// The messages it became, in order.
    public var messages: [String]
    /// What its receipt said when it became none.
    public var refusal: Refusal?
    /// What its receipt said although it became some: the rows that were not taken, the values left out.
    public var remarks: [FormatError] = []

    /// A receipt that is not an acceptance.
    public struct Refusal: Sendable {
        /// "ignored", "rejected" or "held".
        public var status: String
        /// The first problem.
        public var problem: FormatError
    }

    /// An input that became messages.
    public init(name: String, messages: [String]) {
        self.name = name
        self.messages = messages
    }

    /// An input that arrived as a file, by its receipt.
    ///
    /// - Parameters:
    ///   - name: the file's name.
    ///   - receipt: the receipt that the adapter wrote beside it.
    /// - Throws: a `FormatError` when the receipt is not one.
    public init(name: String, receipt: JSONValue) throws(FormatError) {
        let object = receipt.object ?? JSONObject()
        self.name = name
        messages = (object["messageIds"]?.array ?? []).compactMap(\.string)
        let problems = (object["problems"]?.array ?? []).compactMap(\.object).map(Self.problem)
        if messages.isEmpty {
            refusal = problems.first.map { Refusal(status: object["status"]?.string ?? "", problem: $0) }
        } else {
            remarks = problems
        }
    }

    private static func problem(_ object: JSONObject) -> FormatError {
        func text(_ key: String) -> String { object[key]?.string ?? "" }
        return FormatError(path: text("path"), rule: text("rule"), message: text("message"), remedy: text("remedy"))
    }
}
