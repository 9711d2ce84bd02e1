import CanonicalModel
import Formats
import ServiceLifecycle

/// Carries out an operator's orders, in the one process that may write the store.
struct QuarantineDesk: Sendable {
    let store: IntakeStore
    let judge: Judge
    let clock: WallClock
    /// How long a resubmitted item is waited for; nil in a process that does not publish.
    var confirmWait: Duration?
    /// Between two batches of a resubmission.
    var pause: Duration = .seconds(1)
    var pauseClock: any Clock<Duration> = ContinuousClock()
    /// Called when messages or receipts have become due.
    var wake: @Sendable () -> Void = {}

    /// Carries an order out.
    ///
    /// - Returns: a line an item, and one that sums up.
    func perform(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        let order = try order.checked()
        switch order.action {
        case .look: return try await look(order)
        case .fix: return try await fix(order)
        case .resubmit: return try await resubmit(order)
        case .close: return try await close(order)
        }
    }

    private func action(_ order: QuarantineOrder, detail: String) -> OperatorAction {
        OperatorAction(
            time: clock(), author: order.author, action: order.action.rawValue, detail: detail, reason: order.reason)
    }

    private func look(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        for id in order.selection.ids { try await store.note(action(order, detail: ""), on: id) }
        return order.selection.ids.map { ["item": .string($0), "noted": true] }
    }

    private func fix(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        let edits = order.edits
        let places = action(order, detail: edits.map(\.place).joined(separator: " "))
        var lines: [JSONValue] = []
        for id in order.selection.ids {
            let number = try await store.revise(id, places) { bytes in
                try edits.reduce(bytes) { try $1.applied(to: $0) }
            }
            lines.append(["item": .string(id), "revision": .integer(Int64(number))])
        }
        return lines
    }

    private func close(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        guard let code = order.closeCode else { throw AdapterError(.edit, "a closing has a code") }
        let items = try await store.quarantined(order.selection, at: clock())
        for item in items { try await store.close(item.id, code, action(order, detail: code.rawValue)) }
        wake()
        return items.map { ["item": .string($0.id), "closed": .string(code.rawValue)] }
            + [["closed": .integer(Int64(items.count))]]
    }
}

// MARK: - Resubmitting

extension QuarantineDesk {
    private func resubmit(_ order: QuarantineOrder) async throws(AdapterError) -> [JSONValue] {
        let items = try await store.quarantined(order.selection, at: clock())
        guard !items.isEmpty || order.selection.ids.isEmpty else {
            throw AdapterError(.notFound, "none of these items is in the quarantine")
        }
        var (rest, ramp, lines) = (items.map(\.id)[...], ReplayRamp(), [JSONValue]())
        var failure: String?
        while failure == nil, !rest.isEmpty, !Task.isCancelled, !Task.isShuttingDownGracefully {
            if !lines.isEmpty { try? await pauseClock.sleep(for: pause) }
            failure = try await resubmit(ramp.next(from: &rest), order, &lines)
        }
        return lines + [summary(lines.count, of: items.count, failure)]
    }

    /// - Returns: the item whose failure ends the order; nil when all went on.
    private func resubmit(
        _ batch: [String], _ order: QuarantineOrder, _ lines: inout [JSONValue]
    ) async throws(AdapterError) -> String? {
        var submitted: [IntakeRecord] = []
        for id in batch {
            let record = try await resubmit(id, order)
            submitted.append(record)
            if record.state == .rejected || record.state == .held { break }
        }
        wake()
        var failure: String?
        for record in submitted {
            let record = try await settled(record)
            lines.append(line(record))
            // One that the broker has not confirmed is no success to go on from.
            let hasFailed = [.rejected, .held].contains(record.state) || confirmWait != nil && Receipt(record) == nil
            if hasFailed { failure = failure ?? record.id }
        }
        return failure
    }

    private func resubmit(_ id: String, _ order: QuarantineOrder) async throws(AdapterError) -> IntakeRecord {
        if try await store.resubmit(id, action(order, detail: "")) == .translation,
            let opened = try await store.interrupted(id: id)
        {
            try await store.record([(opened.item, judge.judgement(of: opened))], aside: [])
        }
        guard let record = try await store.record(of: id) else {
            throw AdapterError(.notFound, "no item has the id \(id)")
        }
        return record
    }

    private func settled(_ record: IntakeRecord) async throws(AdapterError) -> IntakeRecord {
        guard let confirmWait, let found = try await store.sequenceAndRecord(of: record.id) else { return record }
        let fates = FateWatch(store: store, pauseClock: pauseClock)
        return try await fates.record(of: record.id, sequence: found.sequence, atMost: confirmWait) ?? record
    }

    private func line(_ record: IntakeRecord) -> JSONValue {
        ["item": .string(record.id), "outcome": .string(record.state.rawValue), "problems": .array(record.problems)]
    }

    private func summary(_ done: Int, of all: Int, _ failure: String?) -> JSONValue {
        var object: JSONObject = ["resubmitted": .integer(Int64(done)), "selected": .integer(Int64(all))]
        object.setIfPresent("stoppedAt", failure)
        // The adapter is being stopped: the rest is where it was.
        if failure == nil, done < all { object["interrupted"] = true }
        return .object(object)
    }
}
