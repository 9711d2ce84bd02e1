public import Formats

extension EventReader {
    /// Versions 1 to 3 have been seen, as number and as text (feeds.md 1.1); a later one may mean something else.
    public func checkVersion() throws(FormatError) {
        guard ["1", "2", "3"].contains(try text("version")) else {
            throw FormatError(
                path: path + "/version", rule: "event.unknown-version",
                message: "Only versions 1 to 3 of the event are known.",
                remedy: "Send a known version, or ask the adapter's owner to take the new one.")
        }
    }

    /// The first of several members that is there, read as text; producers spell one thing in several ways.
    public func firstText(of keys: [String], atMost limit: Int = 64) throws(FormatError) -> String? {
        for key in keys { if let text = try optionalText(key, atMost: limit) { return text } }
        return nil
    }
}
