import Messaging
import RecordStore
import Testing

@testable import BrokerRuntime

@Suite("Outbox book") struct OutboxBookTests {
    private let start = ContinuousClock.now
    private var book = OutboxBook(waitingLimit: 10)

    private func entry(_ sequence: Int64, to queue: String = "a") -> OutboxEntry {
        OutboxEntry(
            sequence: sequence, exchange: "notices", routingKey: queue, messageID: "m\(sequence)", type: "t", body: [])
    }

    private let gone = PublishOutcome.returned(code: 312, text: "NO_ROUTE")

    /// Publishes everything that waits; a queue that is not there returns what is for it.
    private mutating func publish(missing: Set<String> = [], at seconds: Int = 0) -> [Int64] {
        var published = [Int64]()
        while case let batch = book.nextBatch(atMost: 4), !batch.isEmpty {
            published += batch.map(\.sequence)
            let outcomes = batch.map { missing.contains($0.routingKey) ? gone : .confirmed }
            book.settle(batch, outcomes, at: start + .seconds(seconds))
        }
        return published
    }

    /// Reads what the book asks for from a disk that holds these.
    private mutating func read(_ disk: [OutboxEntry]) {
        while let reading = book.nextReading() {
            let page = disk.filter { entry in
                entry.sequence > reading.after && reading.route.map { $0.routingKey == entry.routingKey } ?? true
            }
            book.read(Array(page.prefix(3)), of: reading)
        }
    }

    @Test("Of a route without a queue one entry asks again, later each time, and nobody is held back")
    mutating func probe() {
        book.submit((1...40).map { entry($0) })
        let publishedCount = publish(missing: ["a"]).count
        #expect(publishedCount == 40)
        #expect(book.held == 0)
        book.submit([entry(41)])
        let whileMissing = publish(missing: ["a"])
        #expect(whileMissing == [])
        let isDueEarly = book.readmit(at: start + .milliseconds(999))
        #expect(!isDueEarly)
        let isDue = book.readmit(at: start + .seconds(1))
        #expect(isDue)
        let asked = publish(missing: ["a"], at: 1)
        #expect(asked == [1])
        let isAskedAgainEarly = book.readmit(at: start + .milliseconds(2_999))
        #expect(!isAskedAgainEarly)
        let isAskedAgain = book.readmit(at: start + .seconds(3))
        #expect(isAskedAgain)
        let isAskedTwice = book.readmit(at: start + .seconds(300))
        #expect(!isAskedTwice, "asked and not answered yet")
    }

    @Test("A route whose queue comes back is read from disk in order, whatever else stays without a queue")
    mutating func healing() {
        let disk = (1...30).map { entry($0) } + [entry(31, to: "b")]
        book.submit(disk)
        let returned = publish(missing: ["a", "b"])
        #expect(returned.count == 31)
        _ = book.readmit(at: start + .seconds(1))
        let askedOfBoth = Set(publish(missing: ["b"], at: 1))
        #expect(askedOfBoth == [1, 31])
        var published = [Int64]()
        for _ in 0..<20 {
            read(disk)
            published += publish(missing: ["b"], at: 1)
        }
        #expect(published == (2...30).map { $0 })
    }

    @Test("What is committed while a route is being read is not lost and not published twice")
    mutating func news() {
        var disk = [entry(1), entry(2)]
        book.submit(disk)
        _ = publish(missing: ["a"])
        _ = book.readmit(at: start + .seconds(1))
        _ = publish(at: 1)
        let reading = book.nextReading()
        disk.append(entry(3))
        book.submit([disk[2]])
        if let reading { book.read([entry(2)], of: reading) }
        read(disk)
        book.submit([entry(4)])
        let published = publish(at: 1)
        #expect(published == [2, 3, 4])
    }

    @Test("A reading that failed is asked for again")
    mutating func failedReading() {
        book.begin()
        let first = book.nextReading()
        #expect(first != nil)
        let again = book.nextReading()
        #expect(again == first)
        read([entry(1)])
        let published = publish()
        #expect(published == [1])
        let afterwards = book.nextReading()
        #expect(afterwards == nil)
    }

    @Test("Nothing more is read from disk while enough waits in memory")
    mutating func bound() {
        book.begin()
        book.submit((1...6).map { entry($0) })
        let whileEnoughWaits = book.nextReading()
        #expect(whileEnoughWaits == nil)
        _ = publish()
        let withRoom = book.nextReading()
        #expect(withRoom != nil)
    }

    @Test("An entry that is in memory is not taken from disk as well")
    mutating func known() {
        book.begin()
        book.submit([entry(1)])
        read([entry(1), entry(2)])
        let published = publish()
        #expect(published == [1, 2])
        let confirmed = book.takeConfirmed()
        #expect(confirmed == [1, 2])
    }

    @Test("What RabbitMQ did not take waits a second; it counts, so the core waits when it is too much")
    mutating func refused() {
        book.submit((1...11).map { entry($0) })
        #expect(book.isFull)
        let batch = book.nextBatch(atMost: 20)
        book.settle(batch, batch.map { _ in .rejected }, at: start)
        #expect(book.isFull)
        book.stop()
        #expect(!book.isFull)
        let isTriedAfterStop = book.readmit(at: start + .seconds(5))
        #expect(!isTriedAfterStop)
    }

    @Test("What has left or may have left is not withheld; what waits is, and is not published")
    mutating func withholding() {
        book.submit((1...4).map { entry($0) })
        let flying = book.nextBatch(atMost: 1)
        let isFlyingHeld = book.withhold(1)
        book.settle(flying, [.unknown(reason: "connection lost")], at: start)
        let isUnknownHeld = book.withhold(1)
        #expect(!isFlyingHeld && !isUnknownHeld)
        let isWaitingHeld = book.withhold(3)
        #expect(isWaitingHeld)
        let published = publish()
        #expect(published == [2, 4])
        let confirmed = book.takeConfirmed()
        let isSettlingHeld = book.withhold(2)
        #expect(!isSettlingHeld, "its removal from the outbox has not committed yet")
        book.settled(confirmed)
    }

    @Test("What an earlier run may have published is not withheld") mutating func earlierRun() {
        book = OutboxBook(waitingLimit: 10, lastOfEarlierRuns: 7)
        let (early, late) = (book.withhold(7), book.withhold(8))
        #expect(!early && late)
    }

    @Test("A transaction that is rolled back withheld nothing, and its numbers serve others")
    mutating func rolledBack() {
        book.submit([entry(1)])
        let isHeld = book.withhold(1)
        let isNewHeld = book.withhold(2)
        book.undoWithholding()
        #expect(isHeld && isNewHeld)
        book.submit([entry(2)])
        read([entry(1), entry(2)])
        let published = publish()
        #expect(Set(published) == [1, 2])
    }

    @Test("A withheld entry that its transaction left in the outbox is published after all")
    mutating func leftAfterAll() {
        book.submit([entry(1), entry(2)])
        _ = book.withhold(1)
        let asked = book.endWithholding()
        #expect(asked == [1])
        book.readmit(withheld: [1])
        read([entry(1), entry(2)])
        let published = publish()
        #expect(Set(published) == [1, 2])
    }
}
