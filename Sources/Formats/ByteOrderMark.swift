/// The mark that some systems put before UTF-8 (RFC 3629 section 6).
public enum ByteOrderMark {
    /// The bytes behind it; the bytes themselves when they start with none.
    ///
    /// RFC 8259 section 8.1 lets a reader of JSON ignore one. ``StrictJSON`` does not, since nobody who sends canonical messages
    /// may write one; a feed's reader asks for it here.
    public static func skipped(in bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}
