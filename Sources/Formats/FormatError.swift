/// Why bytes from outside were refused: the place, the rule that was broken, and what the sender can do about it.
public struct FormatError: Error, Sendable, Hashable {
    /// Where: an XPath-like or JSON Pointer path, or "byte 123" where no path exists yet.
    public var path: String
    /// Which rule, as a stable dotted code such as "json.duplicate-key".
    public var rule: String
    /// What is wrong, in one sentence without any of the payload's own text.
    public var message: String
    /// What the sender can do about it.
    public var remedy: String

    /// Names a place, a rule, a sentence and a remedy.
    public init(path: String, rule: String, message: String, remedy: String) {
        self.path = path
        self.rule = rule
        self.message = message
        self.remedy = remedy
    }
}
