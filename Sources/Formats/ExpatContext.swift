import CExpat

/// What expat's callbacks are given: they turn C pointers into Swift values and stop the parser at the first defect.
///
/// A value in memory that ``ExpatParser`` owns, not an object: there is a callback for every tag and every piece of text, and
/// counting references and checking accesses took as long as the work.
struct ExpatContext: ~Copyable {
    /// Borrowed from ``ExpatParser``, which owns it and outlives every callback.
    private let handle: OpaquePointer
    private var names = XMLNameSplitter()
    /// What hears of every event.
    var builder: XMLTreeBuilder

    init(handle: OpaquePointer, builder: consuming XMLTreeBuilder) {
        self.handle = handle
        self.builder = builder
    }

    /// The line and column, both from 1, of the event in hand.
    var place: (line: UInt, column: UInt) {
        (UInt(XML_GetCurrentLineNumber(handle)), UInt(XML_GetCurrentColumnNumber(handle)) + 1)
    }

    /// Hands every callback to expat.
    ///
    /// - Parameters:
    ///   - handle: The parser.
    ///   - context: What its callbacks are given; it must outlive the parser's last parse, and nobody may use it during one.
    static func register(_ handle: OpaquePointer, _ context: UnsafeMutablePointer<ExpatContext>) {
        XML_SetUserData(handle, context)
        XML_SetXmlDeclHandler(handle) { data, version, encoding, _ in
            ExpatContext.from(data)?.pointee.hear {
                $0.declared(
                    version: version.map { String(cString: $0) }, encoding: encoding.map { String(cString: $0) })
            }
        }
        XML_SetStartDoctypeDeclHandler(handle) { data, _, _, _, _ in
            ExpatContext.from(data)?.pointee.hear { _ in .documentType }
        }
        XML_SetEntityDeclHandler(handle) { data, _, _, _, _, _, _, _, _ in
            ExpatContext.from(data)?.pointee.hear { _ in .entity }
        }
        XML_SetStartNamespaceDeclHandler(handle) { data, _, namespace in
            ExpatContext.from(data)?.pointee.hear { $0.declared(namespace: namespace.map { String(cString: $0) }) }
        }
        XML_SetElementHandler(
            handle, { ExpatContext.from($0)?.pointee.start($1, $2) },
            { data, _ in
                ExpatContext.from(data)?.pointee.hear {
                    $0.ended()
                    return nil
                }
            })
        XML_SetCharacterDataHandler(handle) { data, text, count in
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count)).assumingMemoryBound(to: UInt8.self)
            ExpatContext.from(data)?.pointee.hear { $0.characters(bytes) }
        }
    }
}

// MARK: - Events

extension ExpatContext {
    private static func from(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ExpatContext>? {
        data?.assumingMemoryBound(to: ExpatContext.self)
    }

    /// Passes an event on and stops the parser at a defect.
    ///
    /// expat may still report a few events after a stop (expat.h on XML_StopParser); those are dropped.
    private mutating func hear(_ event: (inout XMLTreeBuilder) -> XMLDefect?) {
        guard builder.failure == nil, let defect = event(&builder) else { return }
        builder.fail(FormatError(defect, path: builder.path, place: place))
        _ = XML_StopParser(handle, XML_Bool(XML_FALSE))
    }

    private mutating func start(
        _ name: UnsafePointer<XML_Char>?, _ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard builder.failure == nil, let name, let pairs else { return }
        var count = 0
        while pairs[2 * count] != nil { count += 1 }
        let split = names.split(name)
        // More than are allowed are not even looked at.
        let attributes = count <= builder.limits.maxAttributes ? attributes(pairs, count) : []
        hear { $0.started(split, attributeCount: count, attributes: attributes) }
    }

    private mutating func attributes(
        _ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>, _ count: Int
    ) -> [XMLAttribute] {
        guard count > 0 else { return [] }
        var attributes: [XMLAttribute] = []
        attributes.reserveCapacity(count)
        for index in 0..<count {
            guard let joined = pairs[2 * index], let value = pairs[2 * index + 1] else { continue }
            let name = names.split(joined)
            attributes.append(
                XMLAttribute(localName: name.local, namespace: name.namespace, value: String(cString: value)))
        }
        return attributes
    }
}
