public import Foundation

/// How long a random search may go on; a night's search is asked for with THROUGHGATE_SEARCH_SECONDS.
public enum SearchTime {
    /// When a search that begins now is over.
    ///
    /// - Parameter seconds: what it takes in every run of the tests.
    public static func end(after seconds: Double) -> Date {
        let asked = ProcessInfo.processInfo.environment["THROUGHGATE_SEARCH_SECONDS"].flatMap(Double.init)
        return Date().addingTimeInterval(asked ?? seconds)
    }
}
