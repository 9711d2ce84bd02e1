/// Takes the records out of a document as it is read, and bounds each of them by itself.
final class XMLRecordShelf {
    private let name: String
    private let limits: XMLRecordLimits
    /// How many elements were open outside the record in hand; nil outside records.
    private var outerDepth: Int?
    private var elementCount = 0
    private var byteCount = 0
    private var outerElementCount = 0
    private var outerByteCount = 0
    private var recordCount = 0
    private var surroundings: [XMLElement] = []
    /// Whether something outside records came since the surroundings were written down.
    private(set) var isStale = true

    /// The records that have ended and wait to be handed over; a slice's worth at most.
    private(set) var waiting: [XMLRecord] = []

    init(name: String, limits: XMLRecordLimits) {
        self.name = name
        self.limits = limits
    }

    /// Hears of an element that starts with so many open.
    func started(_ localName: String, depth: Int) -> XMLDefect? {
        if outerDepth == nil {
            guard localName == name, depth > 0 else { return startedOutside() }
            outerDepth = depth
            (elementCount, byteCount) = (0, 0)
            recordCount += 1
            guard recordCount <= limits.maxRecords else { return .tooManyRecords }
        }
        elementCount += 1
        return elementCount <= limits.record.maxElements ? nil : .tooManyElements
    }

    /// Hears of bytes of text or attributes that are kept.
    func held(_ count: Int) -> XMLDefect? {
        if outerDepth == nil { outerByteCount += count } else { byteCount += count }
        return max(byteCount, outerByteCount) <= limits.record.maxBytes ? nil : .tooManyBytes
    }

    /// Whether the element that ended with so many still open is a record; it is one at most once.
    func isRecord(depth: Int) -> Bool { outerDepth == depth }

    /// Takes a record that ended.
    ///
    /// - Parameters:
    ///   - element: The record.
    ///   - surroundings: What it stands in; nil when that is as before.
    func add(_ element: XMLElement, _ surroundings: [XMLElement]?) {
        outerDepth = nil
        (elementCount, byteCount) = (0, 0)
        if let surroundings { self.surroundings = surroundings }
        isStale = false
        waiting.append(XMLRecord(element: element, surroundings: self.surroundings))
    }

    /// Gives away the records that wait.
    func take() -> [XMLRecord] {
        defer { waiting.removeAll(keepingCapacity: true) }
        return waiting
    }

    private func startedOutside() -> XMLDefect? {
        isStale = true
        outerElementCount += 1
        return outerElementCount <= limits.maxOuterElements ? nil : .tooManyElements
    }
}
