import AgreementEngine
import CanonicalModel
import Crypto
import Formats
import Glibc

/// `bench-decisions export FOLDER`: an equivalent Cedar policy set, the benchmark's requests and our answers to them.
/// `bench-decisions time`: how long our answers take, one JSON line.
@main enum BenchDecisions {
    static let agreementPath = "ops/benchmarks/agreement-100-rules.yaml"

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 3 else { fail("usage: bench-decisions export|time REPOSITORY [FOLDER]") }
        let agreement = try Agreement(yaml: Files.bytes(words[2] + "/" + agreementPath))
        switch words[1] {
        case "export" where words.count == 4: try export(agreement, to: words[3])
        case "time": print(time(agreement).canonicalText)
        default: fail("usage: bench-decisions export|time REPOSITORY [FOLDER]")
        }
    }

    private static func export(_ agreement: Agreement, to folder: String) throws {
        let requests = Workload.requests
        let point = PolicyDecisionPoint(agreement)
        let answers = requests.map { JSONValue.bool(point.decide($0).fields.contains { $0.effect != .refuse }) }
        let cedar = CedarRequests(agreement)
        try Files.write(CedarPolicies(agreement).text, to: folder + "/policies.cedar")
        try Files.write(cedar.entities.canonicalText, to: folder + "/entities.json")
        try Files.write(JSONValue.array(requests.map(cedar.request)).canonicalText, to: folder + "/requests.json")
        try Files.write(JSONValue.array(answers).canonicalText, to: folder + "/answers.json")
    }

    // MARK: Time

    private static let rounds = 40

    private static func time(_ agreement: Agreement) -> JSONValue {
        let requests = Workload.requests
        let point = PolicyDecisionPoint(agreement)
        var sum = 0
        for request in requests { sum += point.decide(request).fields.count }
        var nanoseconds = [Int64]()
        nanoseconds.reserveCapacity(rounds * requests.count)
        for _ in 0..<rounds {
            for request in requests {
                let start = clock()
                sum += point.decide(request).fields.count
                nanoseconds.append(clock() - start)
            }
        }
        let steady = clock(CLOCK_PROCESS_CPUTIME_ID)
        for request in requests { sum += point.decide(request).fields.count }
        let mean = Double(clock(CLOCK_PROCESS_CPUTIME_ID) - steady) / Double(requests.count)
        nanoseconds.sort()
        return .object([
            "p50": .integer(nanoseconds[nanoseconds.count / 2]),
            "p99": .integer(nanoseconds[nanoseconds.count * 99 / 100]),
            "p999": .integer(nanoseconds[nanoseconds.count * 999 / 1_000]), "mean": .integer(Int64(mean)),
            "decisions": .integer(Int64(nanoseconds.count)), "stopwatch": .integer(stopwatch()),
            "keep": .integer(keep(point, &sum)), "keptBytes": .integer(keptBytes),
            "firstTime": .integer(firstTime(agreement, &sum)),
            "area": .integer(area(agreement, together: false, &sum)),
            "areaTogether": .integer(area(agreement, together: true, &sum)),
            "areaDecisions": .integer(
                Int64(Workload.areaPeople * Workload.recipients.count * Workload.categories.count)),
            "sum": .integer(Int64(sum)),
        ])
    }

    /// What reading the clock itself takes; it is in every figure above and is not taken off.
    private static func stopwatch() -> Int64 {
        let start = clock()
        for _ in 0..<999 { _ = clock() }
        return (clock() - start) / 1_000
    }

    /// The median of what keeping a decision for its replay adds, but for the database: ten fields, as a notice has.
    private static func keep(_ point: PolicyDecisionPoint, _ sum: inout Int) -> Int64 {
        let key = SymmetricKey(size: .bits256)
        var nanoseconds = [Int64]()
        for var request in Workload.area(together: true).prefix(2_000) {
            request.fields.removeLast(2)
            let decision = point.decide(request)
            let start = clock()
            let bytes = request.canonicalBytes
            sum += decision.digest.utf8.count + SHA256.hash(data: bytes).description.utf8.count
            sum += (try? AES.GCM.seal(bytes, using: key).combined?.count) ?? 0
            nanoseconds.append(clock() - start)
        }
        return nanoseconds.sorted()[nanoseconds.count / 2]
    }

    /// How long what is kept of a decision of ten fields is, on average.
    private static var keptBytes: Int64 {
        let lengths = Workload.area(together: true).prefix(2_000).map { request in
            var request = request
            request.fields.removeLast(2)
            return request.canonicalBytes.count
        }
        return Int64(lengths.reduce(0, +) / lengths.count)
    }

    /// The median of a decision whose plan has yet to be made, as after an agreement has been activated.
    private static func firstTime(_ agreement: Agreement, _ sum: inout Int) -> Int64 {
        var nanoseconds = [Int64]()
        for request in Workload.requests.prefix(500) {
            let point = PolicyDecisionPoint(agreement)
            let start = clock()
            sum += point.decide(request).fields.count
            nanoseconds.append(clock() - start)
        }
        return nanoseconds.sorted()[nanoseconds.count / 2]
    }

    /// Everybody on the cohort, every recipient, every category decided again, from an empty cache; nanoseconds of processor
    /// time, because wall clock measures the neighbours.
    private static func area(_ agreement: Agreement, together: Bool, _ sum: inout Int) -> Int64 {
        let requests = Workload.area(together: together)
        let point = PolicyDecisionPoint(agreement)
        let start = clock(CLOCK_PROCESS_CPUTIME_ID)
        for request in requests { sum += point.decide(request).fields.count }
        return clock(CLOCK_PROCESS_CPUTIME_ID) - start
    }

    private static func clock(_ which: clockid_t = CLOCK_MONOTONIC) -> Int64 {
        var now = timespec()
        clock_gettime(which, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }
}

extension JSONValue {
    /// The canonical bytes as text.
    var canonicalText: String { String(decoding: canonicalBytes(), as: UTF8.self) }
}

/// Ends the program with a sentence.
func fail(_ why: String) -> Never {
    print(why)
    exit(1)
}
