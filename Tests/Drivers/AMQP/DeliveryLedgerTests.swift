import Messaging
import Testing

@testable import AMQP

@Suite("Delivery ledger")
struct DeliveryLedgerTests {
    typealias Action = DeliveryLedger.Action

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var settlements: [Settlement]
        var actions: [DeliveryLedger.Action]
    }

    static let cases = [
        Case(testDescription: "nothing settles nothing", settlements: [], actions: []),
        Case(testDescription: "one", settlements: [.accept], actions: [.acknowledge(upTo: 1, multiple: false)]),
        Case(
            testDescription: "a run is one frame", settlements: [.accept, .accept, .accept],
            actions: [.acknowledge(upTo: 3, multiple: true)]),
        Case(
            testDescription: "a dead letter splits the runs",
            settlements: [.accept, .accept, .deadLetter, .accept, .accept],
            actions: [
                .acknowledge(upTo: 2, multiple: true), .deadLetter(3), .acknowledge(upTo: 5, multiple: true),
            ]),
        Case(
            testDescription: "a held delivery forbids multiple above it",
            settlements: [.accept, .accept, .retry, .accept, .accept],
            actions: [
                .acknowledge(upTo: 2, multiple: true), .hold(3), .acknowledge(upTo: 4, multiple: false),
                .acknowledge(upTo: 5, multiple: false),
            ]),
        Case(
            testDescription: "nothing accepted", settlements: [.retry, .deadLetter],
            actions: [.hold(1), .deadLetter(2)]),
    ]

    @Test("settles a batch with the fewest frames that settle nothing else", arguments: cases)
    func actions(_ example: Case) {
        var ledger = DeliveryLedger()
        let settlements = deliver(example.settlements, to: &ledger)
        let actions = ledger.settle(settlements, epoch: 0)
        #expect(actions == example.actions)
    }

    @Test("a settlement of an earlier epoch reaches nobody")
    func lateSettlement() {
        var ledger = DeliveryLedger()
        let late = deliver([.accept, .deadLetter], to: &ledger)
        ledger.begin()
        ledger.delivered(1)
        let actions = ledger.settle(late, epoch: 0)
        #expect(actions == nil)
        #expect(ledger.unsettledCount == 1)
    }

    @Test("tags start again with each epoch")
    func newEpoch() {
        var ledger = DeliveryLedger()
        _ = deliver([.accept, .accept], to: &ledger)
        ledger.begin()
        let settlements = deliver([.accept, .accept], to: &ledger)
        let actions = ledger.settle(settlements, epoch: 1)
        #expect(actions == [.acknowledge(upTo: 2, multiple: true)])
    }

    @Test("multiple is used again once the held delivery went back")
    func release() {
        var ledger = DeliveryLedger()
        let first = deliver([.retry, .accept], to: &ledger)
        _ = ledger.settle(first, epoch: 0)
        ledger.release(1)
        #expect(ledger.unsettledCount == 0)
        ledger.delivered(3)
        ledger.delivered(4)
        let actions = ledger.settle([(3, .accept), (4, .accept)], epoch: 0)
        #expect(actions == [.acknowledge(upTo: 4, multiple: true)])
    }

    @Test("what is delivered but not in the batch is not settled with it")
    func buffered() {
        var ledger = DeliveryLedger()
        for tag in 1...4 { ledger.delivered(UInt64(tag)) }
        let actions = ledger.settle([(1, .accept), (2, .accept)], epoch: 0)
        #expect(actions == [.acknowledge(upTo: 2, multiple: true)])
        #expect(ledger.unsettledCount == 2)
    }

    @Test("random settlements settle every delivery exactly once", arguments: [7, 42, 20_260_726])
    func everyDeliveryOnce(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var ledger = DeliveryLedger()
        var (delivered, settled, held): (UInt64, Set<UInt64>, [UInt64]) = (0, [], [])
        for _ in 0..<500 {
            let batch = (0..<random.next(below: 9)).map { _ in
                delivered += 1
                ledger.delivered(delivered)
                return (tag: delivered, settlement: Settlement.allCases[random.next(below: 3)])
            }
            for action in ledger.settle(batch, epoch: 0) ?? [] {
                switch action {
                case .acknowledge(let tag, multiple: false), .deadLetter(let tag):
                    let isNew = settled.insert(tag).inserted
                    #expect(isNew, "seed \(seed)")
                case .acknowledge(let tag, multiple: true):
                    let covered = (1...tag).filter { !settled.contains($0) }
                    #expect(covered.allSatisfy { tag in batch.contains { $0 == (tag, .accept) } }, "seed \(seed)")
                    settled.formUnion(covered)
                case .hold(let tag): held.append(tag)
                }
            }
            while let tag = held.first, random.next(below: 2) == 0 {
                held.removeFirst()
                ledger.release(tag)
                settled.insert(tag)
            }
            #expect(ledger.unsettledCount == Int(delivered) - settled.count, "seed \(seed)")
        }
    }

    private func deliver(
        _ settlements: [Settlement], to ledger: inout DeliveryLedger
    ) -> [(tag: UInt64, settlement: Settlement)] {
        for tag in 0..<settlements.count { ledger.delivered(UInt64(tag) + 1) }
        return settlements.enumerated().map { (tag: UInt64($0.offset) + 1, settlement: $0.element) }
    }
}
