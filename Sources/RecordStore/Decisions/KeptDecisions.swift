extension StoreTransaction {
    /// Keeps the request of the decision that the last audit entry tells, under the person's key and in the same transaction.
    ///
    /// - Parameters:
    ///   - request: the request's canonical bytes.
    ///   - number: the record that it is about.
    public func keep(request: [UInt8], of number: Int64) throws {
        try sql.insertDecision.run(
            .integer(session.counters.audit), .integer(number), .blob(try dataKey(number).seal(request)))
    }

    /// The commitment of a request for its audit entry; it says nothing once the record is erased.
    public func commitment(toRequest request: [UInt8], of number: Int64) throws -> String {
        try dataKey(number).commitment(to: request, label: Self.requestLabel).hexadecimal
    }

    /// The label that a request's commitment is salted with.
    static let requestLabel = "decision"
}
