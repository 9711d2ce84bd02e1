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

    /// The line's bytes, copied, for a translator that takes an item whole.
    ///
    /// - Throws: ``FormatError`` when the line is over the byte limit and was not kept.
    public func copiedBytes() throws(FormatError) -> [UInt8] {
        guard !isTooLong else { throw located(tooLong) }
        return Array(bytes)
    }

    /// The value that the line holds.
    ///
    /// - Throws: ``FormatError`` as from ``StrictJSON``, with "Line N" in its message.
    public func value() throws(FormatError) -> JSONValue {
        guard !isTooLong else { throw located(tooLong) }
        do throws(FormatError) {
            return try StrictJSON.parse(bytes, limits: limits)
        } catch {
            throw located(error)
        }
    }

    private var tooLong: FormatError {
        FormatError(JSONFault(defect: .tooManyBytes, offset: limits.maxBytes), keys: [])
    }

    private func located(_ error: FormatError) -> FormatError {
        FormatError(
            path: error.path, rule: error.rule, message: "Line \(number): \(error.message)", remedy: error.remedy)
    }
}
