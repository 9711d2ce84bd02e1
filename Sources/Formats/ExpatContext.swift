import CExpat

/// What expat's callbacks are given: they turn C pointers into Swift values and stop the parser at the first defect.
final class ExpatContext {
    /// Borrowed from ``ExpatParser``, which owns it and outlives every callback.
    private let handle: OpaquePointer
    private var names = XMLNameSplitter()
    /// What hears of every event; one access to it an event, since every access to a class's variable is checked.
    var builder: XMLTreeBuilder

    init(handle: OpaquePointer, builder: consuming XMLTreeBuilder) {
        self.handle = handle
        self.builder = builder
    }

    /// The line and column, both from 1, of the event in hand.
    var place: (line: UInt, column: UInt) {
        (UInt(XML_GetCurrentLineNumber(handle)), UInt(XML_GetCurrentColumnNumber(handle)) + 1)
    }

    /// Hands every callback to expat; this object must outlive the parser's last parse.
    func register() {
        XML_SetUserData(handle, Unmanaged.passUnretained(self).toOpaque())
        XML_SetXmlDeclHandler(handle) { data, version, encoding, _ in
            ExpatContext.from(data)?.hear {
                $0.declared(
                    version: version.map { String(cString: $0) }, encoding: encoding.map { String(cString: $0) })
            }
        }
        XML_SetStartDoctypeDeclHandler(handle) { data, _, _, _, _ in
            ExpatContext.from(data)?.hear { _ in .documentType }
        }
        XML_SetEntityDeclHandler(handle) { data, _, _, _, _, _, _, _, _ in
            ExpatContext.from(data)?.hear { _ in .entity }
        }
        XML_SetStartNamespaceDeclHandler(handle) { data, _, namespace in
            ExpatContext.from(data)?.hear { $0.declared(namespace: namespace.map { String(cString: $0) }) }
        }
        XML_SetElementHandler(
            handle, { ExpatContext.from($0)?.start($1, $2) },
            { data, _ in
                ExpatContext.from(data)?.hear {
                    $0.ended()
                    return nil
                }
            })
        XML_SetCharacterDataHandler(handle) { data, text, count in
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count)).assumingMemoryBound(to: UInt8.self)
            ExpatContext.from(data)?.hear { $0.characters(bytes) }
        }
    }
}

// MARK: - Events

extension ExpatContext {
    private static func from(_ data: UnsafeMutableRawPointer?) -> ExpatContext? {
        data.map { Unmanaged<ExpatContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Passes an event on and stops the parser at a defect.
    ///
    /// expat may still report a few events after a stop (expat.h on XML_StopParser); those are dropped.
    private func hear(_ event: (inout XMLTreeBuilder) -> XMLDefect?) {
        guard builder.failure == nil, let defect = event(&builder) else { return }
        builder.fail(FormatError(defect, path: builder.path, place: place))
        _ = XML_StopParser(handle, XML_Bool(XML_FALSE))
    }

    private func start(
        _ name: UnsafePointer<XML_Char>?, _ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard let name, let pairs else { return }
        var count = 0
        while pairs[2 * count] != nil { count += 1 }
        hear { builder in
            builder.started(names.split(name), attributeCount: count) { attributes(pairs, count) }
        }
    }

    private func attributes(
        _ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>, _ count: Int
    ) -> [(XMLName, String)] {
        (0..<count).compactMap { index in
            guard let name = pairs[2 * index], let value = pairs[2 * index + 1] else { return nil }
            return (names.split(name), String(cString: value))
        }
    }
}
