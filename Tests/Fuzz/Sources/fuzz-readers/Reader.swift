import CanonicalModel
import CourtsTranslation
import Formats
import PrisonTranslation

/// One reader of hostile bytes and what must hold for every input.
struct Reader: Sendable {
    /// Reads the bytes and stops the process when a property does not hold.
    let check: @Sendable ([UInt8]) -> Void

    /// Every reader by name.
    static let all: [String: Reader] = [
        "json": json, "xml": xml, "message": message,
        "courts": translator(CourtsTranslator()), "prison": translator(PrisonTranslator()),
    ]
}

extension Reader {
    /// What was read is exactly what was written: writing and reading again gives the same value.
    private static let json = Reader { bytes in
        guard let value = try? StrictJSON.parse(bytes) else { return }
        guard let again = try? StrictJSON.parse(value.encoded()), again == value else {
            fatalError("A JSON value changed when it was written and read again.")
        }
    }

    /// A document is read or refused; the limits hold for whatever is read.
    private static let xml = Reader { bytes in
        guard let root = try? StrictXML.parse(bytes) else { return }
        guard !root.localName.isEmpty else { fatalError("An element without a name was read.") }
    }

    /// A canonical message that is accepted survives being written and read, and keeps its digest.
    private static let message = Reader { bytes in
        guard let value = try? StrictJSON.parse(bytes), let message = try? CanonicalMessage(value) else { return }
        guard let again = try? CanonicalMessage(try StrictJSON.parse(message.encoded())),
            again.contentDigest == message.contentDigest
        else { fatalError("An accepted message changed when it was written and read again.") }
    }

    /// A translator answers whatever the bytes are; what it makes passes the core's door, and everything else has a reason.
    private static func translator(_ translator: some MessageTranslator) -> Reader {
        Reader { bytes in
            let item = IntakeItem(
                id: "fuzz", name: "fuzz", bytes: bytes, receivedTime: Timestamp(microseconds: 1_795_000_000_000_000))
            let translation = translator.translate(item)
            for message in translation.messages {
                guard let read = try? CanonicalMessage(try StrictJSON.parse(message.encoded())), read.id == message.id else {
                    fatalError("A translator made a message that the core would refuse.")
                }
            }
            guard (translation.outcome == .translated) == !translation.messages.isEmpty else {
                fatalError("An outcome does not agree with its messages.")
            }
            guard !translation.messages.isEmpty || !translation.problems.isEmpty else {
                fatalError("An item became nothing without a reason.")
            }
            _ = translator.read(item).encoded()
        }
    }
}
