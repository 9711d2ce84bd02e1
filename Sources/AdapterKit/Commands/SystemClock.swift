import CanonicalModel
import Glibc

/// The system's wall clock, the only one that is not passed in.
enum SystemClock {
    static let now: WallClock = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
