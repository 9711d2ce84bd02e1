import CanonicalModel
import Formats

/// The formats in XML: which of them a document is, and its way through.
enum CourtXML {
    /// Translates a document.
    static func translate(_ item: IntakeItem, _ standingData: StandingData) -> Translation {
        do {
            let root = try SPIReader.parse(item.bytes)
            if let outcome = AnnotatedOutcomeTranslation.outcome(in: root) {
                var translation = AnnotatedOutcomeTranslation(outcome, standingData)
                return translation.translate().translation(of: item)
            }
            if var list = LibraListTranslation.list(in: root, standingData) {
                return list.translate().translation(of: item)
            }
            if let locked = lockedBody(root) { return recovered(.rejected, locked, item) }
            switch try SPIReader.read(root) {
            case .resultedCase(let resulted):
                var translation = SPITranslation(resulted, standingData)
                return translation.outcome().translation(of: item)
            case .other(let root): return recovered(.ignored, .notAResultedCase(root), item)
            }
        } catch {
            return recovered(.rejected, error, item)
        }
    }

    /// What was read from a document.
    static func read(_ bytes: [UInt8]) -> JSONValue {
        do {
            let root = try SPIReader.parse(bytes)
            if let outcome = AnnotatedOutcomeTranslation.outcome(in: root) {
                return AnnotatedOutcomeExtract.json(outcome, root: root)
            }
            if LibraListTranslation.list(in: root, .builtIn) != nil { return LibraExtract.json(root) }
            return SPIExtract.json(try SPIReader.read(root))
        } catch {
            return ["wellFormed": false, "error": .string(ExpatWords.of(error, in: bytes))]
        }
    }

    /// A SOAP body that is encrypted or empty is somebody's list and cannot be passed over.
    private static func lockedBody(_ root: XMLElement) -> FormatError? {
        guard root.localName == "Envelope", let body = root.first("Body") else { return nil }
        if body.first("EncryptedData") != nil { return .encrypted }
        return body.children.isEmpty ? .emptyBody : nil
    }

    /// An outcome of bytes that were not read to the end: what a receipt needs is looked for in the raw bytes.
    private static func recovered(
        _ outcome: Translation.Outcome, _ problem: FormatError, _ item: IntakeItem
    ) -> Translation {
        let found = SPIRecovery.scan(item.bytes)
        return Translation(
            outcome: outcome, problems: [problem], correlationID: found.correlationID, caseReference: found.ptiurn)
    }
}

extension FormatError {
    /// The root's name is the sender's text, so the path tells only what is known not to be harmful.
    fileprivate static func notAResultedCase(_ root: String) -> FormatError {
        let isKnown = ["PNCUpdateDataset", "DeliverRequest", "RouteData", "Envelope"].contains(root)
        return FormatError(
            path: isKnown ? "/" + root : "/", rule: "courts.not-a-resulted-case",
            message: "The document is well-formed but is nothing that this feed carries.",
            remedy:
                "Send ResultedCaseMessage inside RouteData or DeliverRequest, an annotated hearing outcome, or a Libra list."
        )
    }

    fileprivate static let encrypted = FormatError(
        path: "/Envelope/Body/EncryptedData", rule: "courts.encrypted", message: "The body is encrypted.",
        remedy: "Let the gateway that holds the key decrypt the body before it delivers the list.")

    fileprivate static let emptyBody = FormatError(
        path: "/Envelope/Body", rule: "courts.missing", message: "The body holds no document.",
        remedy: "Send ExternalDocumentRequest with its documents.")
}
