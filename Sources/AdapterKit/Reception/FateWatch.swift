import CanonicalModel

/// Waits for what becomes of an item.
struct FateWatch: Sendable {
    let store: IntakeStore
    var pauseClock: any Clock<Duration> = ContinuousClock()

    /// The item once its receipt can be written, or as it stands when time is up.
    func record(of id: String, sequence: Int64, atMost limit: Duration) async throws(AdapterError) -> IntakeRecord? {
        let place = store.bell.register(sequence)
        defer { store.bell.leave(place) }
        let isOver = TimeIsUp()
        return try await withLimit(limit, isOver) { () async throws(AdapterError) -> IntakeRecord? in
            while true {
                let record = try await store.record(of: id)
                guard let record, Receipt(record) == nil, !isOver.isSet else { return record }
                await place.signal.wait()
                if Task.isCancelled { return record }
            }
        } wake: {
            place.signal.raise()
        }
    }

    private func withLimit(
        _ limit: Duration, _ isOver: TimeIsUp,
        _ body: @escaping @Sendable () async throws(AdapterError) -> IntakeRecord?,
        wake: @escaping @Sendable () -> Void
    ) async throws(AdapterError) -> IntakeRecord? {
        let clock = pauseClock
        let result = await withTaskGroup(of: Result<IntakeRecord?, AdapterError>?.self) { group in
            group.addTask {
                do throws(AdapterError) { return .success(try await body()) } catch { return .failure(error) }
            }
            group.addTask {
                guard (try? await clock.sleep(for: limit)) != nil else { return nil }
                isOver.set()
                wake()
                return nil
            }
            var result: Result<IntakeRecord?, AdapterError> = .success(nil)
            for await ended in group {
                guard let ended else { continue }
                result = ended
                break
            }
            group.cancelAll()
            return result
        }
        return try result.get()
    }
}
