/// The address of a receipt, "/receipts/ID", or of its row report, "/receipts/ID/rows".
struct ReceiptPlace: Sendable, Equatable {
    let id: String
    let isOfRows: Bool

    /// - Returns: nil for any other address; an id has the letters of an id and nothing else.
    init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4 && parts[3] == "rows", parts[0].isEmpty, parts[1] == "receipts",
            parts[2].utf8.count == 36,
            parts[2].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) || $0 == 45 })
        else { return nil }
        id = String(parts[2])
        isOfRows = parts.count == 4
    }

    static func address(_ id: String) -> String { "/receipts/\(id)" }
}
