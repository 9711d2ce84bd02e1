/// Reads JSON exactly as RFC 8259 writes it, and nothing that merely resembles it.
///
/// Foundation's readers accept trailing commas, duplicate keys, byte order marks and UTF-16, and two of them disagree
/// about `{"a":1,"a":2}`; a verifier cannot rest on that. Where RFC 8259 leaves a choice, this reader takes the narrow
/// one: UTF-8 only, unique keys, no lone surrogates, whole numbers within ±2^53.
public enum StrictJSON {
    /// Turns bytes into a value, or says where and why they were refused.
    ///
    /// - Parameters:
    ///   - bytes: The document: one value in UTF-8, with white space around it at most.
    ///   - limits: How much may be read.
    /// - Returns: The value; `-0` reads as the integer 0, as RFC 8785 would write it.
    /// - Throws: ``FormatError`` whose path is a JSON Pointer ("" is the whole document) and whose message names the
    ///   byte, counted from 0.
    public static func parse(_ bytes: [UInt8], limits: JSONLimits = .message) throws(FormatError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in try parse(buffer, limits) }
    }

    /// Turns borrowed bytes into a value, or says where and why they were refused.
    ///
    /// - Parameters:
    ///   - bytes: The document; nothing of it is kept after the call.
    ///   - limits: How much may be read.
    /// - Returns: The value.
    /// - Throws: ``FormatError`` as from ``parse(_:limits:)``.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = .message
    ) throws(FormatError) -> JSONValue {
        try bytes.withMemoryRebound(to: UInt8.self) { (buffer) throws(FormatError) in try parse(buffer, limits) }
    }

    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits
    ) throws(FormatError) -> JSONValue {
        var reader = JSONReader(bytes, limits: limits)
        do {
            return try reader.document()
        } catch {
            throw FormatError(error, keys: reader.failingPath)
        }
    }
}
