/// Grows the tree from the parser's events and notices the first thing that is not allowed.
///
/// It knows nothing of expat: an event returns the defect that must stop the reading, or nil.
struct XMLTreeBuilder: ~Copyable {
    /// An element whose end tag is still to come.
    private struct OpenElement {
        let tag: XMLTag
        /// Where this element's own text starts in `texts`.
        let textStart: Int
        /// Where its children start in `children`.
        let childStart: Int
        /// Where the counts of its children's names start in `ordinals`.
        let ordinalStart: Int
        /// Whether a record stood in it, after which white space between its children is not kept.
        var heldRecord: Bool
    }

    let limits: XMLLimits
    private let records: XMLRecordShelf?
    private var open: [OpenElement] = []
    /// Of the innermost open element, here too because character data comes in many small pieces.
    private var textStart = 0
    private var heldRecord = false
    private var elementCount = 0
    /// The text of every open element: a child's lies on top of its parent's and is gone when the parent's goes on.
    private var texts: [UInt8] = []
    /// The finished children of every open element, stacked likewise.
    private var children = PendingStack<XMLElement>(capacity: 64)
    private var ordinals = XMLOrdinals()

    /// Whether the document starts with UTF-8's byte order mark.
    var hasUTF8Mark: Bool
    /// The finished tree.
    private(set) var root: XMLElement?
    /// What stopped the reading.
    private(set) var failure: FormatError?

    /// - Parameters:
    ///   - limits: How much may be read.
    ///   - hasUTF8Mark: Whether the document starts with UTF-8's byte order mark.
    ///   - records: Where records are put instead of into the tree; nil reads one whole tree.
    init(limits: XMLLimits, hasUTF8Mark: Bool, records: XMLRecordShelf? = nil) {
        self.limits = limits
        self.hasUTF8Mark = hasUTF8Mark
        self.records = records
    }

    /// The elements now open, or "/" outside all of them.
    var path: String { open.last?.tag.path ?? "/" }

    /// Keeps the first failure; later ones are only its echoes.
    mutating func fail(_ error: FormatError) {
        if failure == nil { failure = error }
    }
}

// MARK: - Events

extension XMLTreeBuilder {
    /// A declaration may not contradict a byte order mark: readers differ on which of the two to believe.
    func declared(version: String?, encoding: String?) -> XMLDefect? {
        if let version, version != "1.0" { return .version }
        guard hasUTF8Mark, let encoding, encoding.lowercased() != "utf-8" else { return nil }
        return .encoding
    }

    /// A namespace is checked where it is declared, not where it is used: expat copies it into every name in it.
    func declared(namespace: String?) -> XMLDefect? {
        (namespace?.utf8.count ?? 0) <= limits.maxNameBytes ? nil : .nameTooLong
    }

    /// Opens an element, whose limits are checked before anything is kept of it.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - attributeCount: How many attributes it has.
    ///   - attributes: All of them, unless there are too many.
    mutating func started(_ name: XMLName, attributeCount: Int, attributes: [XMLAttribute]) -> XMLDefect? {
        if let defect = records?.started(name.local, depth: open.count) { return defect }
        guard open.count < limits.maxDepth else { return .tooDeep }
        guard elementCount < limits.maxElements else { return .tooManyElements }
        guard attributeCount <= limits.maxAttributes else { return .tooManyAttributes }
        guard isShort(name.local) else { return .nameTooLong }
        if !attributes.isEmpty, let defect = defect(of: attributes) { return defect }
        // Elements of records are counted by the shelf, of each record anew.
        if records == nil { elementCount += 1 }
        push(name, attributes)
        return nil
    }

    /// Adds character data to the innermost element.
    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLDefect? {
        guard !open.isEmpty else { return nil }
        if heldRecord, bytes.allSatisfy(ASCII.isWhitespace) { return nil }
        guard texts.count - textStart + bytes.count <= limits.maxTextBytes else { return .textTooLong }
        texts.append(contentsOf: bytes)
        return records?.held(bytes.count)
    }

    /// Closes the innermost element and hands it to its parent, or to the shelf when it is a record.
    mutating func ended() {
        guard let element = open.popLast() else { return }
        let finished = XMLElement(
            tag: element.tag, children: children.pop(from: element.childStart), text: text(from: element.textStart))
        texts.removeLast(texts.count - element.textStart)
        ordinals.cut(to: element.ordinalStart, depth: open.count + 1)
        guard !open.isEmpty else { return root = finished }
        if let records, records.isRecord(depth: open.count) {
            for index in open.indices { open[index].heldRecord = true }
            records.add(finished, records.isStale ? surroundings() : nil)
        } else {
            children.push(finished)
        }
        textStart = open[open.count - 1].textStart
        heldRecord = open[open.count - 1].heldRecord
    }
}

// MARK: - Parts

extension XMLTreeBuilder {
    private mutating func push(_ name: XMLName, _ attributes: [XMLAttribute]) {
        let tag = tag(name, attributes)
        textStart = texts.count
        heldRecord = false
        open.append(
            OpenElement(
                tag: tag, textStart: textStart, childStart: children.count, ordinalStart: ordinals.count,
                heldRecord: false))
    }

    private func defect(of attributes: [XMLAttribute]) -> XMLDefect? {
        guard attributes.allSatisfy({ isShort($0.localName) }) else { return .nameTooLong }
        guard attributes.allSatisfy({ $0.value.utf8.count <= limits.maxTextBytes }) else { return .textTooLong }
        return records?.held(attributes.reduce(0) { $0 + $1.value.utf8.count })
    }

    private func isShort(_ localName: String) -> Bool { localName.utf8.count <= limits.maxNameBytes }

    private func text(from start: Int) -> String {
        guard start < texts.count else { return "" }
        return texts.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[start...]), as: UTF8.self)
        }
    }

    private mutating func tag(_ name: XMLName, _ attributes: [XMLAttribute]) -> XMLTag {
        guard !open.isEmpty else { return XMLTag(name, attributes, parent: nil, ordinal: 1) }
        let innermost = open.count - 1
        let ordinal = ordinals.next(name.local, from: open[innermost].ordinalStart, depth: open.count)
        return XMLTag(name, attributes, parent: open[innermost].tag, ordinal: ordinal)
    }

    /// The open elements with the children they have so far, outermost first.
    private func surroundings() -> [XMLElement] {
        open.indices.map { level in
            let end = level + 1 < open.count ? open[level + 1].childStart : children.count
            return XMLElement(
                tag: open[level].tag, children: children.copy(from: open[level].childStart, to: end), text: "")
        }
    }
}
