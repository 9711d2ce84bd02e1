import CanonicalModel

/// The time between now and a deadline in round words, for an officer who should not have to count.
struct TimeLeft {
    /// Seconds until the deadline; negative after it.
    let seconds: Int64

    init(until deadline: Timestamp, from now: Timestamp) {
        seconds = (deadline.microseconds - now.microseconds) / 1_000_000
    }

    /// "5 hours", "1 day", "less than a minute"; the same before and after the deadline, always rounded down.
    var text: String {
        let size = abs(seconds)
        switch size {
        case ..<60: return "less than a minute"
        case ..<3_600: return count(size / 60, "minute")
        case ..<172_800: return count(size / 3_600, "hour")
        default: return count(size / 86_400, "day")
        }
    }

    private func count(_ number: Int64, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
}
