/// Grows the tree from the parser's events and notices the first thing that is not allowed.
///
/// It knows nothing of expat: an event returns the defect that must stop the reading, or nil.
final class XMLTreeBuilder {
    /// An element whose end tag is still to come.
    private struct OpenElement {
        let localName: String
        let namespace: String?
        let attributes: [XMLAttribute]
        let location: XMLLocation
        /// Where this element's own text starts in `texts`.
        let textStart: Int
        var children: [XMLElement] = []
        /// How many children of each name there have been, to number them in paths.
        var ordinals: [String: Int] = [:]
    }

    private let limits: XMLLimits
    private let hasUTF8Mark: Bool
    private var open: [OpenElement] = []
    private var elementCount = 0
    /// The text of every open element: a child's lies on top of its parent's and is gone when the parent's goes on.
    private var texts: [UInt8] = []

    /// The finished tree.
    private(set) var root: XMLElement?
    /// What stopped the reading.
    private(set) var failure: FormatError?

    init(limits: XMLLimits, hasUTF8Mark: Bool) {
        self.limits = limits
        self.hasUTF8Mark = hasUTF8Mark
    }

    /// The elements now open, or "/" outside all of them.
    var path: String { open.last?.location.path ?? "/" }

    /// Keeps the first failure; later ones are only its echoes.
    func fail(_ error: FormatError) {
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
    func started(_ name: XMLName, attributeCount: Int, attributes: () -> [(XMLName, String)]) -> XMLDefect? {
        guard open.count < limits.maxDepth else { return .tooDeep }
        guard elementCount < limits.maxElements else { return .tooManyElements }
        guard attributeCount <= limits.maxAttributes else { return .tooManyAttributes }
        guard isShort(name) else { return .nameTooLong }
        let attributes = attributes()
        guard attributes.allSatisfy({ isShort($0.0) }) else { return .nameTooLong }
        guard attributes.allSatisfy({ $0.1.utf8.count <= limits.maxTextBytes }) else { return .textTooLong }
        elementCount += 1
        let kept = attributes.map { XMLAttribute(localName: $0.0.local, namespace: $0.0.namespace, value: $0.1) }
        open.append(
            OpenElement(
                localName: name.local, namespace: name.namespace, attributes: kept, location: place(name.local),
                textStart: texts.count))
        return nil
    }

    /// Adds character data to the innermost element.
    func characters(_ bytes: UnsafeRawBufferPointer) -> XMLDefect? {
        guard !open.isEmpty else { return nil }
        let ownBytes = texts.count - open[open.count - 1].textStart + bytes.count
        guard ownBytes <= limits.maxTextBytes else { return .textTooLong }
        texts.append(contentsOf: bytes)
        return nil
    }

    /// Closes the innermost element and hands it to its parent.
    func ended() {
        guard let element = open.popLast() else { return }
        let finished = XMLElement(
            localName: element.localName, namespace: element.namespace, attributes: element.attributes,
            children: element.children, text: String(decoding: texts[element.textStart...], as: UTF8.self),
            location: element.location)
        texts.removeSubrange(element.textStart...)
        if open.isEmpty { root = finished } else { open[open.count - 1].children.append(finished) }
    }

    private func isShort(_ name: XMLName) -> Bool { name.local.utf8.count <= limits.maxNameBytes }

    private func place(_ localName: String) -> XMLLocation {
        guard !open.isEmpty else { return XMLLocation(parent: nil, localName: localName, ordinal: 1) }
        let ordinal = open[open.count - 1].ordinals[localName, default: 0] + 1
        open[open.count - 1].ordinals[localName] = ordinal
        return XMLLocation(parent: open[open.count - 1].location, localName: localName, ordinal: ordinal)
    }
}
