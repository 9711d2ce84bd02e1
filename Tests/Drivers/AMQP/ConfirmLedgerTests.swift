import Messaging
import Testing

@testable import AMQP

/// The broker's words, and what each of four publications a, b, c, d becomes.
@Suite("Confirm ledger")
struct ConfirmLedgerTests {
    enum Word: Sendable {
        case ack(UInt64), ackUpTo(UInt64), nack(UInt64), nackUpTo(UInt64), returned(String), linkLost
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var words: [Word]
        var outcomes: [String: PublishOutcome]
        var awaited = 0
    }

    static let noRoute = PublishOutcome.returned(code: 312, text: "NO_ROUTE")
    static let lost = PublishOutcome.unknown(reason: "lost")

    static let cases = [
        Case(testDescription: "one ack confirms one", words: [.ack(2)], outcomes: ["b": .confirmed], awaited: 3),
        Case(
            testDescription: "acks may come out of order", words: [.ack(3), .ack(1)],
            outcomes: ["c": .confirmed, "a": .confirmed], awaited: 2),
        Case(
            testDescription: "a multiple ack confirms everything up to it", words: [.ackUpTo(3)],
            outcomes: ["a": .confirmed, "b": .confirmed, "c": .confirmed], awaited: 1),
        Case(
            testDescription: "a multiple ack skips what was confirmed before", words: [.ack(2), .ackUpTo(4)],
            outcomes: ["a": .confirmed, "b": .confirmed, "c": .confirmed, "d": .confirmed]),
        Case(testDescription: "a nack rejects", words: [.nack(1)], outcomes: ["a": .rejected], awaited: 3),
        Case(
            testDescription: "a multiple nack rejects everything up to it", words: [.nackUpTo(2), .ackUpTo(4)],
            outcomes: ["a": .rejected, "b": .rejected, "c": .confirmed, "d": .confirmed]),
        Case(
            testDescription: "a return before the ack is a return", words: [.returned("b"), .ackUpTo(4)],
            outcomes: ["a": .confirmed, "b": noRoute, "c": .confirmed, "d": .confirmed]),
        Case(
            testDescription: "a return outlives the link", words: [.returned("b"), .linkLost],
            outcomes: ["a": lost, "b": noRoute, "c": lost, "d": lost]),
        Case(
            testDescription: "a lost link leaves the confirmed confirmed", words: [.ackUpTo(2), .linkLost],
            outcomes: ["a": .confirmed, "b": .confirmed, "c": lost, "d": lost]),
        Case(
            testDescription: "an unknown tag changes nothing", words: [.ack(9), .ackUpTo(0)], outcomes: [:], awaited: 4),
        Case(
            testDescription: "the same ack twice counts once", words: [.ack(1), .ack(1)], outcomes: ["a": .confirmed],
            awaited: 3),
        Case(
            testDescription: "nothing counts after the link is lost", words: [.linkLost, .ack(1)],
            outcomes: [
                "a": lost, "b": lost, "c": lost, "d": lost,
            ]),
    ]

    @Test("gives every publication the outcome the broker's words mean", arguments: cases)
    func outcomes(_ example: Case) {
        var ledger = ConfirmLedger<String>()
        for ticket in ["a", "b", "c", "d"] { ledger.published(ticket, at: .now) }
        var outcomes: [String: PublishOutcome] = [:]
        for word in example.words {
            for (ticket, outcome) in Self.hear(word, &ledger) {
                let earlier = outcomes.updateValue(outcome, forKey: ticket)
                #expect(earlier == nil, "no publication is resolved twice")
            }
        }
        #expect(outcomes == example.outcomes)
        #expect(ledger.awaitedCount == example.awaited)
    }

    static func hear(_ word: Word, _ ledger: inout ConfirmLedger<String>) -> [ConfirmLedger<String>.Resolution] {
        switch word {
        case .ack(let tag): return ledger.confirmed(tag, multiple: false)
        case .ackUpTo(let tag): return ledger.confirmed(tag, multiple: true)
        case .nack(let tag): return ledger.refused(tag, multiple: false)
        case .nackUpTo(let tag): return ledger.refused(tag, multiple: true)
        case .linkLost: return ledger.failAll(as: lost)
        case .returned(let ticket):
            let isKnown = ledger.returned(code: 312, text: "NO_ROUTE") { $0 == ticket }
            #expect(isKnown)
            return []
        }
    }

    @Test("takes two returns of the same message for two publications, oldest first")
    func twins() {
        var ledger = ConfirmLedger<Int>()
        for index in 0..<3 { ledger.published(index, at: .now) }
        let twin = { (index: Int) in index != 1 }
        let areKnown = (0..<3).map { _ in ledger.returned(code: 312, text: "", matching: twin) }
        #expect(areKnown == [true, true, false])
        let outcomes = ledger.confirmed(3, multiple: true).map(\.outcome)
        #expect(outcomes == [.returned(code: 312, text: ""), .confirmed, .returned(code: 312, text: "")])
    }

    @Test("abandons what is overdue, and takes its late confirm in silence")
    func abandon() {
        let start = ContinuousClock.now
        var ledger = ConfirmLedger<String>()
        ledger.published("old", at: start)
        ledger.published("young", at: start + .seconds(10))
        let overdue = ledger.abandon(publishedUntil: start + .seconds(5), reason: "late")
        #expect(overdue.map(\.ticket) == ["old"])
        #expect(overdue.map(\.outcome) == [.unknown(reason: "late")])
        #expect(ledger.awaitedCount == 1 && ledger.abandonedCount == 1)
        #expect(ledger.oldestAwaited == start + .seconds(10))
        let late = ledger.confirmed(1, multiple: false)
        #expect(late.isEmpty && ledger.abandonedCount == 0)
        let inTime = ledger.confirmed(2, multiple: false)
        #expect(inTime.map(\.ticket) == ["young"])
    }

    @Test("counts tags right over many thousand publications")
    func longLife() {
        var ledger = ConfirmLedger<UInt64>()
        var random = SplitMix(seed: 20_260_726)
        var (published, outcomes): (UInt64, Set<UInt64>) = (0, [])
        while outcomes.count < 20_000 {
            for _ in 0..<random.next(below: 40) {
                published += 1
                ledger.published(published, at: .now)
            }
            guard published > 0 else { continue }
            let tag = UInt64(random.next(below: Int(published))) + 1
            for (ticket, _) in ledger.confirmed(tag, multiple: random.next(below: 3) == 0) {
                let isNew = outcomes.insert(ticket).inserted
                #expect(isNew && ticket <= tag)
            }
        }
        #expect(ledger.awaitedCount == Int(published) - outcomes.count)
        #expect(ledger.span < Int(published))
    }
}

/// Deterministic, so that a failure can be repeated.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
