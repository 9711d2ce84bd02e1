import Formats

/// What an installation says that an NDelius register is about.
public struct RegisterEntry: Sendable, Hashable {
    /// The register's code.
    public let code: String
    /// What it is about.
    public let `class`: RegisterClass
    /// The entry that says so.
    public let path: String

    init(_ entry: StandingDataEntry) throws(FormatError) {
        path = entry.path
        code = try entry.capitals("code", atMost: 16)
        `class` = try entry.word("class")
    }
}
