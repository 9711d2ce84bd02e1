import CanonicalModel
import Foundation
import Formats
import GRDB
import Messaging
import Testing

@testable import AdapterKit

/// The operator's orders over rejected and held items.
@Suite struct QuarantineDeskTests {
    let fixture: AdapterFixture

    init() throws {
        fixture = try AdapterFixture()
        // Bytes are a digit: 1 is fit, 9 is held, everything else is rejected under its own rule.
        fixture.translator = ScriptedTranslator { item in
            switch item.bytes {
            case Array("1".utf8): return ScriptedTranslator.releases(1).script(item)
            case Array("9".utf8): return Translation(outcome: .held, problems: [.unreadableByMachine])
            default:
                let rule = "test.r\(String(decoding: item.bytes, as: UTF8.self).filter(\.isNumber))"
                return Translation(
                    outcome: .rejected, problems: [FormatError(path: "/a", rule: rule, message: "m", remedy: "r")])
            }
        }
    }

    func drop(_ contents: [String]) throws {
        for (number, text) in contents.enumerated() { try fixture.drop("f\(number).json", Array(text.utf8)) }
    }

    func items(_ process: AdapterFixture.Process) async throws -> [IntakeRecord] {
        try await process.store.quarantined(QuarantineSelection(), at: fixture.clock.now())
    }

    func order(
        _ action: QuarantineOrder.Action, ids: [String] = [], reason: String = "because", _ edits: [FieldEdit] = [],
        code: CloseCode? = nil
    ) -> QuarantineOrder {
        QuarantineOrder(
            action: action, author: "jo", reason: reason, selection: QuarantineSelection(ids: ids), edits: edits,
            closeCode: code)
    }

    // MARK: Mending

    @Test(
        "a rejected item is mended, the original kept sealed, the edit written down, and then resubmitted and accepted")
    func mended() async throws {
        try drop(["2"])
        let process = try fixture.start()
        try await process.pass()
        let id = try #require(try await items(process).first?.id)
        let desk = process.desk(fixture)
        _ = try await desk.perform(order(.fix, ids: [id], [.whole(Array("Canary".utf8))]))
        _ = try await desk.perform(order(.fix, ids: [id], [.whole(Array("1".utf8))]))
        #expect(try fixture.status("f0.json") == "rejected")
        #expect(try !fixture.stateContains("Canary"))
        let archive = try fixture.archive()
        #expect(try archive.bytes(of: id) == Array("1".utf8))
        #expect(try archive.bytes(of: id, isOriginal: true) == Array("2".utf8))

        let lines = try await desk.perform(order(.resubmit, ids: [id]))
        #expect(lines.last?.object?["stoppedAt"] == nil)
        try await process.pass()
        #expect(try fixture.status("f0.json") == "accepted")
        #expect(fixture.channel.confirmed.count == 1)
        let actions = try archive.actions(of: id)
        #expect(actions.map(\.action) == ["fix", "fix", "resubmit"])
        #expect(actions.map(\.detail) == ["whole", "whole", "translation"])
        #expect(actions.allSatisfy { $0.author == "jo" && $0.reason == "because" && $0.time == fixture.clock.now() })
    }

    @Test("a fix that fails changes nothing and is not written down")
    func failedFix() async throws {
        try drop(["2"])
        let process = try fixture.start()
        try await process.pass()
        let id = try #require(try await items(process).first?.id)
        await #expect(throws: AdapterError(.edit, "")) {
            try await process.desk(fixture).perform(order(.fix, ids: [id], [.json(pointer: "/a/b", value: 1)]))
        }
        #expect(try fixture.archive().actions(of: id).isEmpty)
        #expect(try fixture.archive().bytes(of: id) == Array("2".utf8))
    }

    @Test("an item refused unread can be given bytes")
    func refusedUnread() async throws {
        try fixture.drop("f0.json", [])
        let process = try fixture.start()
        try await process.pass()
        let id = try #require(try await items(process).first?.id)
        await #expect(throws: AdapterError(.notFound, "")) { try await process.store.resubmit(id) }
        _ = try await process.desk(fixture).perform(order(.fix, ids: [id], [.whole(Array("1".utf8))]))
        _ = try await process.desk(fixture).perform(order(.resubmit, ids: [id]))
        try await process.pass()
        #expect(try fixture.status("f0.json") == "accepted")
    }

    @Test("a fix wants one item, an edit and a reason; a closing wants a code; an order over nothing is refused")
    func slips() async throws {
        let desk = try fixture.start().desk(fixture)
        for slip in [
            order(.fix, ids: ["a"]), order(.fix, ids: ["a", "b"], [.whole([1])]),
            order(.fix, ids: ["a"], reason: "", [.whole([1])]), order(.close, ids: ["a"]), order(.resubmit),
            QuarantineOrder(action: .resubmit, author: "", reason: "", selection: QuarantineSelection(isAll: true)),
        ] {
            await #expect(throws: AdapterError(.edit, "")) { try await desk.perform(slip) }
        }
    }

    // MARK: Resubmitting

    @Test("a held item that no machine could read goes on when the translator has learnt, and the sender hears again")
    func heldAgain() async throws {
        try drop(["9"])
        try await fixture.run()
        #expect(try fixture.status("f0.json") == "held")
        #expect(try fixture.rules("f0.json") == ["test.unreadable"])
        fixture.translator = ScriptedTranslator.releases(1)
        let process = try fixture.start()
        let lines = try await process.desk(fixture).perform(
            QuarantineOrder(action: .resubmit, author: "jo", reason: "", selection: QuarantineSelection(isAll: true)))
        #expect(lines.first?.object?["outcome"]?.string == "translated")
        try await process.pass()
        #expect(try fixture.status("f0.json") == "accepted")
    }

    @Test("an item that the broker kept refusing goes back to publishing, not to translation")
    func publishingStep() async throws {
        fixture.limits.holdAfterAttempts = 1
        fixture.limits.backOff = BackOff(firstSeconds: 1_000, longestSeconds: 1_000)
        fixture.channel.behave { _, _ in .rejected }
        try drop(["1"])
        let process = try fixture.start()
        try await process.pass()
        #expect(try fixture.status("f0.json") == "held")
        fixture.channel.behave { _, _ in .confirmed }
        var order = order(.resubmit)
        order.selection = QuarantineSelection(rule: "adapter.undelivered")
        let lines = try await process.desk(fixture).perform(order)
        #expect(lines.last?.object?["selected"]?.integer == 1)
        let id = try #require(lines.first?.object?["item"]?.string)
        #expect(try fixture.archive().actions(of: id).map(\.detail) == ["publishing"])
        try await process.pass()
        #expect(try fixture.status("f0.json") == "accepted")
        #expect(Set(fixture.channel.tried.map(\.messageID)).count == 1)
    }

    @Test("a bulk resubmission begins with one and stops at the first that fails again, the rest untouched")
    func ramp() async throws {
        try drop(Array(repeating: "1", count: 3) + ["2"] + Array(repeating: "1", count: 20))
        let good = fixture.translator
        fixture.translator = ScriptedTranslator { _ in
            Translation(outcome: .rejected, problems: [.unreadableByMachine])
        }
        try await fixture.run()
        fixture.translator = good
        let process = try fixture.start()
        let lines = try await process.desk(fixture).perform(
            QuarantineOrder(action: .resubmit, author: "jo", reason: "", selection: QuarantineSelection(isAll: true)))
        // The files are taken in the order of their names: f0, f1, f10 …; f3 is the bad one.
        let summary = try #require(lines.last?.object)
        #expect(summary["selected"]?.integer == 24)
        #expect(summary["stoppedAt"]?.string != nil)
        let left = try await items(process)
        let failed = left.filter { $0.problems.first?.object?["rule"]?.string == "test.r2" }
        #expect(failed.map(\.name) == ["f3.json"])
        #expect(left.count > 1)
        #expect(try await process.count("state = 'translated'") == 24 - left.count)
        #expect(left.dropFirst().allSatisfy { $0.problems.first?.object?["rule"]?.string == "test.unreadable" })
    }

    @Test("the ramp is one, two, five, ten and so on")
    func steps() {
        var (ramp, rest) = (ReplayRamp(), Array(1...300)[...])
        var sizes: [Int] = []
        while !rest.isEmpty { sizes.append(ramp.next(from: &rest).count) }
        #expect(sizes == [1, 2, 5, 10, 20, 50, 100, 100, 12])
    }

    @Test("an item whose publishing is not confirmed in time stops the ramp too")
    func unconfirmed() async throws {
        try drop(["2", "2", "2"])
        let process = try fixture.start()
        try await process.pass()
        fixture.translator = ScriptedTranslator.releases(1)
        var desk = process.desk(fixture)
        desk.confirmWait = .seconds(1)
        let lines = try await desk.perform(
            QuarantineOrder(action: .resubmit, author: "jo", reason: "", selection: QuarantineSelection(isAll: true)))
        #expect(lines.count == 2)
        #expect(lines.last?.object?["stoppedAt"]?.string != nil)
        #expect(try await items(process).count == 2)
    }

    // MARK: Closing and selecting

    @Test("a closed item leaves the quarantine with its code; a held one's sender gets the last receipt")
    func closed() async throws {
        try drop(["2", "9"])
        let process = try fixture.start()
        try await process.pass()
        let lines = try await process.desk(fixture).perform(
            QuarantineOrder(
                action: .close, author: "jo", reason: "", selection: QuarantineSelection(isAll: true),
                closeCode: .notForThisFeed))
        #expect(lines.last?.object?["closed"]?.integer == 2)
        try await process.publishing.writeReceipts()
        #expect(try await items(process).isEmpty)
        #expect(try fixture.status("f1.json") == "rejected")
        #expect(try fixture.rules("f1.json") == ["test.unreadable", "quarantine.not-for-this-feed"])
        #expect(try fixture.rules("f0.json") == ["test.r2"])
        let figures = try await process.store.figures()
        #expect(figures.quarantined == 0)
        #expect(figures.outcomes["closed"] == 2)
        fixture.clock.advance(days: 91)
        try await process.housekeeper.destroyExpired()
        #expect(try await process.count("destroyedAt IS NULL") == 0)
    }

    @Test("items are selected by rule, state and age")
    func selected() async throws {
        try drop(["2", "3", "9"])
        let process = try fixture.start()
        try await process.pass()
        fixture.clock.advance(seconds: 3_600)
        try fixture.drop("late.json", Array("2".utf8))
        try await process.pass()
        func names(_ selection: QuarantineSelection) async throws -> [String] {
            try await process.store.quarantined(selection, at: fixture.clock.now()).map(\.name)
        }
        #expect(try await names(QuarantineSelection(rule: "test.r2")) == ["f0.json", "late.json"])
        #expect(try await names(QuarantineSelection(rule: "' OR 1=1 --")) == [])
        #expect(try await names(QuarantineSelection(state: .held)) == ["f2.json"])
        #expect(try await names(QuarantineSelection(rule: "test.r2", olderThanSeconds: 3_600)) == ["f0.json"])
        #expect(try await names(QuarantineSelection(newerThanSeconds: 60)) == ["late.json"])
    }

    @Test("what travelled cannot be mended, resubmitted or closed")
    func notQuarantined() async throws {
        try drop(["1"])
        let process = try fixture.start()
        try await process.pass()
        let id = try #require(try fixture.receipt("f0.json")["id"]?.string)
        let desk = process.desk(fixture)
        await #expect(throws: AdapterError(.notFound, "")) {
            try await desk.perform(order(.fix, ids: [id], [.whole([1])]))
        }
        await #expect(throws: AdapterError(.notFound, "")) { try await desk.perform(order(.resubmit, ids: [id])) }
        #expect(try await desk.perform(order(.close, ids: [id], code: .testData)).count == 1)
        #expect(try fixture.status("f0.json") == "accepted")
    }

    // MARK: While the adapter runs

    @Test("while the adapter runs, an order goes to it over its socket, and the item is published at once")
    func running() async throws {
        try drop(["2"])
        try await fixture.run()
        let id = try #require(try fixture.receipt("f0.json")["id"]?.string)
        fixture.translator = ScriptedTranslator.releases(1)
        let configuration = try fixture.wholeConfiguration()
        try await fixture.whileRunning(configuration) { (_) async throws in
            #expect(throws: AdapterError(.inUse, "")) { try fixture.start() }
            let socket = ControlSocket(stateFolder: configuration.stateFolder)
            let order = order(.resubmit, ids: [id])
            let lines = try await onAThread { try socket.send(order) }
            #expect(lines.first?.object?["outcome"]?.string == "published")
            let error = await #expect(throws: AdapterError.self) {
                try await onAThread { try socket.send(order) }
            }
            #expect(error?.code == .notFound)
        }
        #expect(try fixture.status("f0.json") == "accepted")
        #expect(try fixture.archive().actions(of: id).map(\.author) == ["jo"])
    }

    @Test("a socket that nobody answers is an error with a sentence, and no hang")
    func nobodyAnswers() throws {
        #expect(throws: AdapterError(.control, "")) {
            try ControlSocket(stateFolder: fixture.path("state")).send(order(.resubmit, ids: ["a"]))
        }
    }
}

/// Runs blocking work off the pool that the server needs.
private func onAThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
