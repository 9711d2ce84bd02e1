import ArgumentParser

/// Why an item in the quarantine is closed and does not travel.
enum CloseCode: String, Sendable, Hashable, CaseIterable, ExpressibleByArgument {
    /// The sender has sent, or will send, a corrected item.
    case correctedBySender = "corrected-by-sender"
    /// It was never meant for this feed.
    case notForThisFeed = "not-for-this-feed"
    /// It is a test.
    case testData = "test-data"
    /// A later item says it all.
    case superseded
    /// Nobody can make anything of it.
    case unrecoverable
}
