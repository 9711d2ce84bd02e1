import Dispatch

/// Runs blocking file work on a thread of its own, off the cooperative pool: with two cores, two blocked tasks are all of it.
struct FileQueue: Sendable {
    private let queue: DispatchQueue

    init(_ label: String) { queue = DispatchQueue(label: label) }

    func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(AdapterError) -> Value
    ) async throws(AdapterError) -> Value {
        let result: Result<Value, AdapterError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(AdapterError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
