/// Reads XML 1.0 with namespaces into a tree, without document types and within hard limits.
///
/// It stands on expat rather than Foundation, whose reader drops the text of internal entities and reports success,
/// and recovers from what is not well formed. Character references and the five predefined entities are all that is
/// ever expanded. Encodings are those expat reads itself: UTF-8, UTF-16, ISO-8859-1 and US-ASCII.
public enum StrictXML {
    /// Turns a document into a tree, or says where and why it was refused.
    ///
    /// - Parameters:
    ///   - bytes: The document in the encoding it declares.
    ///   - limits: How much may be read.
    /// - Returns: The root element; comments and processing instructions are left out.
    /// - Throws: ``FormatError`` whose path names the elements open at that place ("/" outside all of them) and whose
    ///   message ends with the line and column, both counted from 1.
    public static func parse(_ bytes: [UInt8], limits: XMLLimits = .feed) throws(FormatError) -> XMLElement {
        guard bytes.count <= limits.maxBytes else { throw FormatError(.tooManyBytes, path: "/", place: nil) }
        guard bytes.contains(where: { !ASCII.isWhitespace($0) }) else {
            throw FormatError(.empty, path: "/", place: nil)
        }
        let builder = XMLTreeBuilder(limits: limits, hasUTF8Mark: bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let parser = ExpatParser(feeding: builder, maxMarkupBytes: limits.maxMarkupBytes)
        return try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in try parser.parse(buffer) }
    }
}
