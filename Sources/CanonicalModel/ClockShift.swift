/// How far a process's clock stands from the machine's: a rehearsal on a day that is past.
///
/// What a scheme proposes, times and lets lapse depends on the day. A sample day that ran by the machine's clock would tell
/// another story every week; every process of a rehearsal is given the same shift instead (`ops/run`, decision 0026).
public struct ClockShift: Sendable, Hashable {
    /// The variable of the environment that every process of a rehearsal is started with.
    public static let variable = "THROUGHGATE_CLOCK_SHIFT"
    /// Nobody rehearses a century away; a larger number is a slip of the pen.
    private static let mostSeconds: Int64 = 100 * 366 * 86_400

    /// Seconds to add to the machine's clock; negative for a day that is past.
    public let seconds: Int64

    /// No shift: the machine's own clock.
    public static let none = ClockShift(seconds: 0)

    private init(seconds: Int64) { self.seconds = seconds }

    /// Reads a shift as the environment gives it.
    ///
    /// - Parameter text: whole seconds, "-86400".
    /// - Returns: nil for what is no number of seconds, or more than a century.
    public init?(_ text: String) {
        guard let seconds = Int64(text), (-Self.mostSeconds...Self.mostSeconds).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Whether a run folder lives by this clock: a record of true times must not be continued by a clock that is set off, nor a
    /// rehearsal by the true one, since by a clock that jumps consents lapse and records are erased.
    ///
    /// - Parameter note: what the folder's `clock-shift` says; nil where it has none, as outside a rehearsal.
    public func isClock(ofFolder note: String?) -> Bool {
        let text = note.map { $0.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }
        return (text ?? "0") == String(seconds)
    }

    /// The clock that stands so far from the one given.
    public func applied(_ clock: @escaping WallClock) -> WallClock {
        guard seconds != 0 else { return clock }
        let shift = seconds
        return { clock().adding(seconds: shift) }
    }
}
