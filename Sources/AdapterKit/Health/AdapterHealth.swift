import CanonicalModel

/// What the health port tells: whether the adapter lives, whether it can do its work, and its figures.
struct AdapterHealth: Sendable {
    let agency: String
    let store: IntakeStore
    let rhythm: FeedRhythm
    let isBrokerUp: @Sendable () -> Bool
    let clock: WallClock

    /// What is missing before it can take an item to the broker; empty when ready.
    func missing() async -> [String] {
        var missing: [String] = []
        if !isBrokerUp() { missing.append("broker") }
        if await !store.isWritable() { missing.append("store") }
        return missing
    }

    /// The metrics, in Prometheus' text format 0.0.4.
    func metrics() async throws(AdapterError) -> String {
        let figures = try await store.figures()
        let verdict = rhythm.verdict(
            arrivals: try await store.arrivals(atMost: FeedRhythm.historyLimit), at: clock())
        return AdapterMetrics(
            agency: agency, figures: figures, isSilent: verdict.isSilent, isBrokerUp: isBrokerUp(), now: clock()
        )
        .text
    }
}
