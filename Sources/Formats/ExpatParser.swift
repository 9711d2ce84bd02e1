import CExpat

/// The one owner of an expat parser: whatever path leaves a parse, the parser is freed once.
struct ExpatParser: ~Copyable {
    /// expat copies what it is given: a slice keeps that copy small, and a limit hit early spares the rest.
    static let sliceBytes = 16 << 10

    private let handle: OpaquePointer
    /// What the callbacks are given: ours alone, and freed after the handle.
    private let context: UnsafeMutablePointer<ExpatContext>
    private let maxMarkupBytes: Int
    /// Bytes that ``feed(_:isLast:)`` was given so far.
    private var fed = 0

    /// A parser of one document.
    ///
    /// - Parameters:
    ///   - builder: What hears of every event.
    ///   - maxMarkupBytes: Bytes of one tag, comment or processing instruction.
    init(feeding builder: consuming XMLTreeBuilder, maxMarkupBytes: Int) {
        guard let handle = XML_ParserCreateNS(nil, XML_Char(XMLNameSplitter.separator)) else {
            preconditionFailure("expat cannot allocate a parser: the process is out of memory.")
        }
        self.handle = handle
        self.maxMarkupBytes = maxMarkupBytes
        context = .allocate(capacity: 1)
        context.initialize(to: ExpatContext(handle: handle, builder: builder))
        // Never reached while document types are refused; it stands guard should that check ever be lost.
        _ = XML_SetBillionLaughsAttackProtectionMaximumAmplification(handle, 2)
        _ = XML_SetBillionLaughsAttackProtectionActivationThreshold(handle, 64 << 10)
        ExpatContext.register(handle, context)
    }

    /// Says that the document starts with UTF-8's byte order mark, before any of it is read.
    func markUTF8() { context.pointee.builder.hasUTF8Mark = true }

    deinit {
        XML_ParserFree(handle)
        context.deinitialize(count: 1)
        context.deallocate()
    }

    /// Reads the document slice by slice.
    ///
    /// - Parameter bytes: The whole document.
    /// - Returns: The root element.
    /// - Throws: The first failure.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(FormatError) -> XMLElement {
        var start = 0
        repeat {
            let end = min(start + Self.sliceBytes, bytes.count)
            let slice = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end])
            guard read(slice, isLast: end == bytes.count) else { throw failure(bytes) }
            try refuseEndlessMarkup(fed: end)
            start = end
        } while start < bytes.count
        guard let root = context.pointee.builder.root else { throw failure(bytes) }
        return root
    }

    /// Reads on in a document of which only a slice is at hand; after a failure there is no going on.
    ///
    /// - Parameters:
    ///   - slice: The next bytes, at most ``sliceBytes`` of them.
    ///   - isLast: Whether the document ends here.
    /// - Throws: The first failure.
    mutating func feed(_ slice: UnsafeRawBufferPointer, isLast: Bool) throws(FormatError) {
        guard read(slice, isLast: isLast) else { throw failureInSlices() }
        fed += slice.count
        try refuseEndlessMarkup(fed: fed)
    }

    /// The root element of a document that has been read to its end.
    ///
    /// - Throws: When there is none.
    func root() throws(FormatError) -> XMLElement {
        guard let root = context.pointee.builder.root else { throw failureInSlices() }
        return root
    }

    private func read(_ slice: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
        slice.withMemoryRebound(to: CChar.self) {
            XML_Parse(handle, $0.baseAddress, Int32($0.count), isLast ? 1 : 0) == XML_STATUS_OK
        }
    }

    /// Refuses a tag that does not end.
    ///
    /// Before it reports a tag, expat joins every prefixed attribute in it with its namespace: 14,000 of them and a
    /// namespace of 200 kB took 15 s where the allocation limit of Debian's 2.5.0-1+deb12u4 was missing. The check
    /// falls between slices, which lets up to one slice more pass.
    private func refuseEndlessMarkup(fed: Int) throws(FormatError) {
        guard fed - offset > maxMarkupBytes else { return }
        throw FormatError(.markupTooLong, path: context.pointee.builder.path, place: context.pointee.place)
    }
}

// MARK: - Failures

extension ExpatParser {
    private var offset: Int { Int(XML_GetCurrentByteIndex(handle)) }

    private func failure(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> FormatError {
        if let failure = context.pointee.builder.failure { return failure }
        let defect = Self.defect(XML_GetErrorCode(handle), bytes, offset)
        return FormatError(defect, path: context.pointee.builder.path, place: context.pointee.place)
    }

    /// Of a document in slices only expat itself still has the bytes around the failure.
    private func failureInSlices() -> FormatError {
        var offset: Int32 = 0
        var count: Int32 = 0
        let bytes = XML_GetInputContext(handle, &offset, &count)
        return UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(count)).withMemoryRebound(
            to: UInt8.self
        ) { failure($0, at: Int(offset)) }
    }

    private func failure(_ bytes: UnsafeBufferPointer<UInt8>) -> FormatError { failure(bytes, at: offset) }

    private static func defect(_ code: XML_Error, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> XMLDefect {
        switch code {
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_UNCLOSED_CDATA_SECTION,
            XML_ERROR_PARTIAL_CHAR:
            .unfinished
        case XML_ERROR_MISPLACED_XML_PI: .misplacedDeclaration
        case XML_ERROR_UNDEFINED_ENTITY: .undefinedEntity
        case XML_ERROR_UNBOUND_PREFIX, XML_ERROR_UNDECLARING_PREFIX, XML_ERROR_RESERVED_PREFIX_XML,
            XML_ERROR_RESERVED_PREFIX_XMLNS, XML_ERROR_RESERVED_NAMESPACE_URI:
            .namespace
        case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: .encoding
        case XML_ERROR_NO_MEMORY: .outOfMemory
        case XML_ERROR_INVALID_TOKEN: isBroken(bytes, offset) ? .encoding : .notWellFormed
        default: .notWellFormed
        }
    }

    /// expat calls a broken byte sequence an invalid token like any other; the bytes there tell the two apart.
    private static func isBroken(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        guard bytes.indices.contains(offset), bytes[offset] >= 0x80 else { return false }
        return UTF8Sequence.end(in: bytes, at: offset) == nil
    }
}
