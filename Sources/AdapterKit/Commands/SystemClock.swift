import CanonicalModel
import Glibc

/// The system's wall clock, the only one that is not passed in.
enum SystemClock {
    /// Microseconds since 1970 by CLOCK_REALTIME, set off as far as a rehearsal says.
    static let now: WallClock = shift.applied {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// How far it is set off; zero but in a rehearsal.
    static let shift: ClockShift = {
        guard let text = getenv(ClockShift.variable) else { return .none }
        // By the wrong clock a sample day would be refused as a whole, item by item, and nobody would see why.
        guard let shift = ClockShift(String(cString: text)) else {
            let sentence = "\(ClockShift.variable) is no number of seconds. Unset it, or give whole seconds: -86400.\n"
            _ = Array(sentence.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            exit(EX_CONFIG)
        }
        return shift
    }()
}
