import CanonicalModel
import Formats

/// What one item of any format came to, before it is held against the canonical contract.
struct CourtOutcome {
    /// A fact and when it happened: the hearings of a list differ.
    struct DatedFact: Hashable {
        var time: Timestamp
        var fact: Fact
    }

    /// The feed that said it.
    var source: String
    /// Where in the item the hearing or list is.
    var path: String
    /// What was said, in order.
    var facts: [DatedFact] = []
    /// Why defendants were passed over.
    var reasons: [FormatError] = []
    /// What was wrong.
    var findings: Findings
    /// The sender's own id of the item.
    var correlationID: String?
    /// The sender's reference of the matter, for receipts only.
    var caseReference: String?
}

extension CourtOutcome {
    /// The item's translation, and why the messages would be refused if they would.
    ///
    /// - Parameter item: as received.
    func translation(of item: IntakeItem) -> Translation {
        guard findings.faults.isEmpty else { return ending(.rejected, findings.faults) }
        let messages = messages(item)
        if let refusal = messages.lazy.compactMap(Self.refusal).first {
            return ending(.rejected, [.contract(path, refusal)])
        }
        var translation = ending(messages.isEmpty ? .ignored : .translated, reasons + findings.told(of: path))
        translation.messages = messages
        return translation
    }

    private func ending(_ outcome: Translation.Outcome, _ problems: [FormatError]) -> Translation {
        Translation(
            outcome: outcome, problems: problems, correlationID: correlationID,
            caseReference: caseReference.flatMap { $0.utf8.count <= 128 ? $0 : nil })
    }

    private func messages(_ item: IntakeItem) -> [CanonicalMessage] {
        facts.enumerated().map { ordinal, dated in
            CanonicalMessage(
                id: CanonicalMessage.deterministicID(
                    source: source, correlationID: correlationID, ordinal: ordinal, time: dated.time, fact: dated.fact),
                source: source, time: dated.time, recordedTime: item.receivedTime, correlationID: correlationID,
                sourceItem: CanonicalMessage.SourceItem(id: item.id, name: item.name), fact: dated.fact)
        }
    }

    /// Why the core would refuse a message at its door, if it would: it reads no more of one than ``JSONLimits/message``.
    private static func refusal(_ message: CanonicalMessage) -> FormatError? {
        do {
            _ = try CanonicalMessage(try StrictJSON.parse(message.encoded()))
            return nil
        } catch {
            return error
        }
    }
}

extension FormatError {
    fileprivate static func contract(_ path: String, _ refusal: FormatError) -> FormatError {
        FormatError(
            path: path, rule: "courts.contract",
            message: "The result does not fit the contract of a canonical message (\(refusal.rule)).",
            remedy: "Split the result, or ask the partnership to widen the contract.")
    }
}
