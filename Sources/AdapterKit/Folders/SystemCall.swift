import Glibc

/// Calls into the C library with the result checked and EINTR retried.
enum SystemCall {
    /// Runs a call that answers -1 and sets errno on failure.
    ///
    /// - Parameters:
    ///   - what: says in the error what was being done, without a file's content.
    ///   - call: the call.
    /// - Returns: the call's result.
    @discardableResult
    static func check<Result: SignedInteger>(_ what: StaticString, _ call: () -> Result) throws(AdapterError) -> Result
    {
        while true {
            let result = call()
            if result != -1 { return result }
            if errno != EINTR { throw AdapterError(.file, "\(what) failed", cause: String(cString: strerror(errno))) }
        }
    }

    /// Runs a call whose failure the caller tells apart by errno.
    static func attempt<Result: SignedInteger>(_ call: () -> Result) -> (result: Result, code: Int32) {
        while true {
            let result = call()
            if result != -1 { return (result, 0) }
            if errno != EINTR { return (result, errno) }
        }
    }
}
