import CanonicalModel

/// The adapter's figures as Prometheus reads them.
///
/// Labels are words of ours: the agency and the outcome. A sender's name, a file's or a person's is never one.
struct AdapterMetrics: Sendable {
    let agency: String
    let figures: AdapterFigures
    let isSilent: Bool
    let isBrokerUp: Bool
    let now: Timestamp

    private static let outcomes = ["published", "duplicate", "ignored", "rejected", "held", "closed"]

    var text: String {
        let counts = Self.outcomes.map { (",outcome=\"\($0)\"", Double(figures.outcomes[$0] ?? 0)) }
        return metric("items_total", "Items by what became of them.", "counter", counts)
            + gauge("unjudged_items", "Items sealed and not judged.", Double(figures.unjudged))
            + gauge("queue_depth", "Items with messages the broker has not confirmed.", Double(figures.unpublished))
            + gauge("receipts_due", "Receipts not yet delivered.", Double(figures.receiptsDue))
            + gauge("quarantine_items", "Rejected and held items that nobody has settled.", Double(figures.quarantined))
            + gauge("oldest_waiting_seconds", "Age of the oldest item that waits.", age(figures.oldestWaiting))
            + gauge("last_item_timestamp_seconds", "When the newest item came; 0 for never.", lastItem)
            + gauge("feed_silent", "1 while the feed is thought dead.", isSilent ? 1 : 0)
            + gauge("broker_up", "1 while the broker takes messages.", isBrokerUp ? 1 : 0)
    }

    private var lastItem: Double { figures.lastReceived.map { Double($0.microseconds / 1_000_000) } ?? 0 }

    private func age(_ time: Timestamp?) -> Double {
        time.map { Double(max(0, now.microseconds - $0.microseconds) / 1_000_000) } ?? 0
    }

    private func gauge(_ name: String, _ help: String, _ value: Double) -> String {
        metric(name, help, "gauge", [("", value)])
    }

    private func metric(_ name: String, _ help: String, _ kind: String, _ samples: [(String, Double)]) -> String {
        let name = "throughgate_adapter_" + name
        let lines = samples.map { "\(name){agency=\"\(agency)\"\($0)} \(Int64($1))\n" }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" + lines.joined()
    }
}
