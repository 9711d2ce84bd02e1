import Formats

/// Reads the bytes of one court item: one of two envelopes around an SPI `ResultedCaseMessage`.
///
/// Names are matched without their namespaces, as Bichard does (`removeNSPrefix`): Common Platform and Libra put the same
/// elements in different ones (court-results.md 1.1).
enum SPIReader {
    /// What well-formed bytes turned out to be.
    enum Item: Sendable, Hashable {
        case resultedCase(SPIResultedCase)
        /// Something that this feed does not carry, such as an annotated hearing outcome.
        case other(root: String)
    }

    /// How often a payload may be escaped; each level costs the sender four bytes a bracket, and us a pass.
    static let maxEscapings = 3

    /// The envelope's one text is the whole message, so a text may be as long as a document.
    private static let envelopeLimits: XMLLimits = {
        var limits = XMLLimits.feed
        limits.maxTextBytes = limits.maxBytes
        return limits
    }()

    /// Reads an item.
    ///
    /// - Parameter bytes: as received.
    /// - Returns: what it is.
    /// - Throws: a ``FormatError`` when it is not well-formed or has no envelope.
    static func read(_ bytes: [UInt8]) throws(FormatError) -> Item { try read(try parse(bytes)) }

    /// Reads bytes as XML, within the limits of an envelope.
    static func parse(_ bytes: [UInt8]) throws(FormatError) -> XMLElement {
        try StrictXML.parse(bytes, limits: envelopeLimits)
    }

    /// Reads an item that is XML.
    static func read(_ root: XMLElement) throws(FormatError) -> Item {
        let node = XMLNode(element: root, path: "/" + root.localName)
        switch SPIResultedCase.Envelope(rawValue: root.localName) {
        case .deliverRequest: return deliverRequest(node)
        case .routeData: return try routeData(node)
        case nil where root.localName == "ResultedCaseMessage": throw .noEnvelope
        case nil: return .other(root: root.localName)
        }
    }

    private static func deliverRequest(_ node: XMLNode) -> Item {
        let payload = node.first("Message/ResultedCaseMessage")
        let type = node.first("MessageFormat/MessageType/Type")?.element.value
        guard payload != nil || isSPIResults(type) else { return .other(root: node.element.localName) }
        return .resultedCase(
            resultedCase(payload, .deliverRequest, in: node, nil, node.path + "/Message/ResultedCaseMessage"))
    }

    /// A message that does not say what it is counts as a result, so that its sender hears about it.
    private static func isSPIResults(_ type: String?) -> Bool { type == nil || type == "SPIResults" }

    private static func resultedCase(
        _ payload: XMLNode?, _ envelope: SPIResultedCase.Envelope, in root: XMLNode, _ route: SPIResultedCase.Route?,
        _ path: String
    ) -> SPIResultedCase {
        var reader = SPICaseReader()
        return SPIResultedCase(
            envelope: envelope, externalID: root.first(envelope.identifier)?.element.value, route: route, path: path,
            hearing: payload.map { reader.hearing($0) } ?? SPIResultedCase.Hearing(),
            cases: payload.map { reader.cases($0) } ?? [], repeatedPaths: reader.repeatedPaths)
    }
}

// MARK: - RouteData

extension SPIReader {
    private static func routeData(_ node: XMLNode) throws(FormatError) -> Item {
        let stream = node.first("DataStream")
        let type = stream?.first("DataStreamType")?.element.value
        let content = stream?.first("DataStreamContent")
        let path = (content?.path ?? node.path + "/DataStream/DataStreamContent") + "/ResultedCaseMessage"
        let payload: XMLElement?
        do {
            payload = try content.flatMap { (content) throws(FormatError) in try Self.payload(content) }
        } catch {
            guard isSPIResults(type) else { return .other(root: node.element.localName) }
            throw error
        }
        guard payload?.localName == "ResultedCaseMessage" || (payload == nil && isSPIResults(type)) else {
            return .other(root: payload?.localName ?? node.element.localName)
        }
        return .resultedCase(
            resultedCase(
                payload.map { XMLNode(element: $0, path: path) }, .routeData, in: node, route(node, content), path))
    }

    private static func route(_ node: XMLNode, _ content: XMLNode?) -> SPIResultedCase.Route {
        SPIResultedCase.Route(
            sourceSystem: node.first("DataStream/System")?.element.value,
            destination: node.first("Routes/Route/RouteDestinationSystem")?.element.value,
            payloadEncoding: content?.element.children.isEmpty ?? true ? "entity-escaped" : "inline")
    }

    /// The message inside a `DataStreamContent`: an element of its own, or text that is itself a document.
    private static func payload(_ content: XMLNode) throws(FormatError) -> XMLElement? {
        if let inline = content.element.children.first { return inline }
        var text = content.element.trimmedText
        for _ in 1..<maxEscapings where text.hasPrefix("&") {
            text = StrictText.trimmed(PredefinedEntities.resolved(text))
        }
        guard !text.isEmpty else { return nil }
        do {
            return try StrictXML.parse(Array(String(withoutDeclaration(text)).utf8), limits: .feed)
        } catch {
            var error = error
            error.path = content.path + (error.path == "/" ? "" : error.path)
            throw error
        }
    }

    /// Escaped text has left the encoding that its declaration names, and a reader would believe the declaration.
    private static func withoutDeclaration(_ text: String) -> Substring {
        guard text.hasPrefix("<?xml "), let end = text.firstRange(of: "?>") else { return text[...] }
        return text[end.upperBound...]
    }
}

extension FormatError {
    fileprivate static var noEnvelope: FormatError {
        FormatError(
            path: "/ResultedCaseMessage", rule: "courts.envelope", message: "The result has no envelope.",
            remedy: "Send it inside RouteData or DeliverRequest, which carry the correlation id.")
    }
}
