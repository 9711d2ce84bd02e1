import Formats

/// Changes the text of one element of an XML document and no other byte of it.
///
/// The document is read strictly first, so what is walked here is well-formed and has no document type declaration.
struct XMLText {
    private let bytes: [UInt8]
    private var position = 0
    /// The path of the element that is open, and how many children of each name it has had.
    private var open: [(path: String, counts: [String: Int])] = [("", [:])]
    /// Where the wanted element's content began, and at which depth.
    private var start: (index: Int, depth: Int)?

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Sets an element's text.
    ///
    /// - Parameter path: as the problems of receipts write it, `/Session/Case/Offence[2]/Code`.
    static func set(_ path: String, to text: String, in bytes: [UInt8]) throws(AdapterError) -> [UInt8] {
        do throws(FormatError) { _ = try StrictXML.parse(bytes) } catch {
            throw AdapterError(.edit, "the item is no XML that can be read (\(error.rule)); replace it whole")
        }
        var walk = XMLText(bytes)
        guard let content = walk.content(of: path) else {
            throw AdapterError(.edit, "the item has no element of this path that holds text alone")
        }
        var edited = bytes
        edited.replaceSubrange(content, with: written(text))
        return edited
    }

    /// Where the content of an element is; nil unless it is there and has no element within.
    private mutating func content(of path: String) -> Range<Int>? {
        while let tag = nextTag() {
            if tag.isClosing {
                if let start, start.depth == open.count { return start.index..<tag.range.lowerBound }
                open.removeLast()
            } else {
                guard start == nil else { return nil }
                enter(tag, wanted: path)
            }
        }
        return nil
    }

    private mutating func enter(_ tag: Tag, wanted: String) {
        let count = (open[open.count - 1].counts[tag.name] ?? 0) + 1
        open[open.count - 1].counts[tag.name] = count
        guard !tag.isEmpty else { return }
        open.append((open[open.count - 1].path + "/" + tag.name + (count > 1 ? "[\(count)]" : ""), [:]))
        if open[open.count - 1].path == wanted { start = (tag.range.upperBound, open.count) }
    }

    private struct Tag {
        let range: Range<Int>
        /// Without its prefix: paths have local names.
        let name: String
        let isClosing: Bool
        /// Opened and closed at once: it has no content to replace.
        let isEmpty: Bool
    }

    private mutating func nextTag() -> Tag? {
        while let begin = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            if let end = skipped(from: begin) {
                position = end
                continue
            }
            let end = endOfTag(from: begin)
            position = end
            let isClosing = bytes[begin + 1] == UInt8(ascii: "/")
            let name = bytes[(begin + (isClosing ? 2 : 1))..<end].prefix { !Self.endsName.contains($0) }
            let local = name.split(separator: UInt8(ascii: ":")).last ?? name
            return Tag(
                range: begin..<end, name: String(decoding: local, as: UTF8.self), isClosing: isClosing,
                isEmpty: bytes[end - 2] == UInt8(ascii: "/"))
        }
        return nil
    }

    private static let endsName = Array(" \t\r\n/>".utf8)

    /// The end of a comment, an instruction or a CDATA section that begins here; nil when a tag does.
    private func skipped(from begin: Int) -> Int? {
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
        where bytes[begin...].starts(with: opening.utf8) {
            let closing = Array(closing.utf8)
            var index = begin + opening.utf8.count
            while index < bytes.count, !bytes[index...].starts(with: closing) { index += 1 }
            return min(bytes.count, index + closing.count)
        }
        return nil
    }

    /// A ">" within an attribute's quotes ends no tag.
    private func endOfTag(from begin: Int) -> Int {
        var quote: UInt8?
        for index in begin..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
        }
        return bytes.count
    }

    private static func written(_ text: String) -> [UInt8] {
        Array(text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").utf8)
    }
}
