public import CanonicalModel
public import Formats

/// Translates court results in the SPI format (`ResultedCaseMessage`, Libra and Common Platform) into canonical messages.
///
/// Codes and dates travel; offence wording, result text, bail conditions and reasons do not, because they name victims
/// and other people (court-results.md 1.3, "Do not carry").
public struct CourtsTranslator: MessageTranslator {
    /// The feed.
    public let source = "/courts/spi"

    /// SPI remand states (`remand-status.json`): not applicable, conditional bail, custody, care, custody, secure care,
    /// unconditional bail.
    static let bailStatuses: Set<String> = ["A", "B", "C", "L", "P", "S", "U"]

    /// Creates a translator; it has nothing to configure.
    public init() {}

    /// Translates an item.
    ///
    /// - Parameter item: one `DeliverRequest` or `RouteData` document.
    /// - Returns: `court.hearing.resulted` for every person with an offence left, `court.warrant.issued`,
    ///   `court.warrant.withdrawn` and `person.died` where its result codes say so; or why there is none of them.
    public func translate(_ item: IntakeItem) -> Translation {
        do {
            switch try SPIReader.read(item.bytes) {
            case .resultedCase(let resulted): return translate(resulted, item)
            case .other(let root): return recovered(.ignored, .notAResultedCase(root), item)
            }
        } catch {
            return recovered(.rejected, error, item)
        }
    }

    /// What was read from an item, in the words of the feed and before any judgement.
    public func read(_ item: IntakeItem) -> JSONValue {
        do {
            return SPIExtract.json(try SPIReader.read(item.bytes))
        } catch {
            return ["wellFormed": false, "error": .string(ExpatWords.of(error, in: item.bytes))]
        }
    }
}

extension CourtsTranslator {
    private func translate(_ resulted: SPIResultedCase, _ item: IntakeItem) -> Translation {
        var hearing = HearingTranslation(resulted)
        let outcome = hearing.outcome()
        var findings = hearing.findings
        let idPath = "/\(resulted.envelope.rawValue)/\(resulted.envelope.identifier.text)"
        let correlationID = findings.bounded(resulted.externalID, idPath, atMost: 128)
        let caseReference = resulted.cases.first?.ptiurn.flatMap { $0.utf8.count <= 128 ? $0 : nil }
        guard findings.faults.isEmpty else {
            return Translation(
                outcome: .rejected, problems: findings.faults, correlationID: correlationID,
                caseReference: caseReference)
        }
        let messages = messages(outcome, correlationID, item)
        if let refusal = messages.lazy.compactMap(refusal).first {
            let problem = FormatError.contract(resulted.path, refusal)
            return Translation(
                outcome: .rejected, problems: [problem], correlationID: correlationID, caseReference: caseReference)
        }
        return Translation(
            outcome: messages.isEmpty ? .ignored : .translated, messages: messages,
            problems: outcome.reasons + findings.warnings, correlationID: correlationID, caseReference: caseReference)
    }

    /// Why the core would refuse a message at its door, if it would: it reads no more of one than ``JSONLimits/message``.
    private func refusal(_ message: CanonicalMessage) -> FormatError? {
        do {
            _ = try CanonicalMessage(try StrictJSON.parse(message.encoded()))
            return nil
        } catch {
            return error
        }
    }

    private func messages(
        _ outcome: HearingTranslation.Outcome, _ correlationID: String?, _ item: IntakeItem
    ) -> [CanonicalMessage] {
        outcome.facts.enumerated().map { ordinal, fact in
            CanonicalMessage(
                id: CanonicalMessage.deterministicID(
                    source: source, correlationID: correlationID, ordinal: ordinal, time: outcome.time, fact: fact),
                source: source, time: outcome.time, recordedTime: item.receivedTime, correlationID: correlationID,
                sourceItem: CanonicalMessage.SourceItem(id: item.id, name: item.name), fact: fact)
        }
    }

    /// An outcome of bytes that were not read to the end: what a receipt needs is looked for in the raw bytes.
    private func recovered(_ outcome: Translation.Outcome, _ problem: FormatError, _ item: IntakeItem) -> Translation {
        let found = SPIRecovery.scan(item.bytes)
        return Translation(
            outcome: outcome, problems: [problem], correlationID: found.correlationID, caseReference: found.ptiurn)
    }
}

extension FormatError {
    fileprivate static func contract(_ path: String, _ refusal: FormatError) -> FormatError {
        FormatError(
            path: path, rule: "courts.contract",
            message: "The result does not fit the contract of a canonical message (\(refusal.rule)).",
            remedy: "Split the result, or ask the partnership to widen the contract.")
    }

    /// The root's name is the sender's text, so the path tells only what is known not to be harmful.
    fileprivate static func notAResultedCase(_ root: String) -> FormatError {
        let isKnown = ["AnnotatedHearingOutcome", "PNCUpdateDataset", "DeliverRequest", "RouteData"].contains(root)
        return FormatError(
            path: isKnown ? "/" + root : "/", rule: "courts.not-a-resulted-case",
            message: "The document is well-formed but is no SPI result.",
            remedy: "Send ResultedCaseMessage inside RouteData or DeliverRequest.")
    }
}
