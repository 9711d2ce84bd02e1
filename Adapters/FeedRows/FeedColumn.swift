/// One column of a documented layout: snake_case in CSV, camelCase in its JSON twin.
public struct FeedColumn: Sendable, Hashable {
    /// The name in a CSV header.
    public let name: String
    /// The name in a JSON object.
    public let member: String

    /// A column by its CSV name; the JSON name follows from it.
    public init(_ name: String) {
        self.name = name
        let words = name.split(separator: "_")
        member = words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }
}
