import Glibc

/// `bench-readers WORK FORMAT PATH [COUNT]`: does one piece of work over generated inputs and writes one JSON line an item.
///
/// WORK is `read` (what the translator reads), `translate` (canonical messages with ids and digests) or `stream` (records of
/// one long file in slices). The last line on stderr says how many items, and the most memory this process ever held.
@main enum BenchReaders {
    static func main() {
        let words = CommandLine.arguments
        guard words.count >= 4, let work = Work.all["\(words[1]) \(words[2])"] else {
            fail(
                "usage: bench-readers WORK FORMAT PATH [COUNT]; works: \(Work.all.keys.sorted().joined(separator: ", "))"
            )
        }
        var output = OutputLines()
        let items = work.run(words[3], words.count > 4 ? Int(words[4]) ?? 0 : 0, &output)
        output.flush()
        tell("{\"items\":\(items),\"peakKiB\":\(peakKibibytes())}")
    }

    /// The most memory this program held; getrusage would count what the parent held before it became this program.
    private static func peakKibibytes() -> Int {
        let status = InputFile(path: "/proc/self/status").read()
        let line = status.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "VmHWM:".utf8) } ?? []
        return Int(String(decoding: line.filter { (48...57).contains($0) }, as: UTF8.self)) ?? 0
    }
}

func fail(_ why: String) -> Never {
    tell(why)
    exit(1)
}

/// Says something on stderr; C's variable of that name is not safe to share.
private func tell(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}
