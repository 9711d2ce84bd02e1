/// One line of a file that ``JSONLines`` reads, borrowed for the time of a callback.
///
/// It cannot be copied, because it points into bytes that are the reader's.
public struct JSONLine: ~Copyable {
    private let bytes: UnsafeRawBufferPointer
    private let limits: JSONLimits
    private let isTooLong: Bool
    /// The line's number, from 1; empty lines count.
    public let number: Int

    init(bytes: UnsafeRawBufferPointer, limits: JSONLimits, number: Int, isTooLong: Bool) {
        self.bytes = bytes
        self.limits = limits
        self.number = number
        self.isTooLong = isTooLong
    }

    /// The value that the line holds.
    ///
    /// - Throws: ``FormatError`` as from ``StrictJSON``, with "line N" in its message; a line over the byte limit was not kept.
    public func value() throws(FormatError) -> JSONValue {
        do throws(FormatError) {
            guard !isTooLong else {
                throw FormatError(JSONFault(defect: .tooManyBytes, offset: limits.maxBytes), keys: [])
            }
            return try StrictJSON.parse(bytes, limits: limits)
        } catch {
            throw FormatError(
                path: error.path, rule: error.rule, message: "Line \(number): \(error.message)", remedy: error.remedy)
        }
    }
}
