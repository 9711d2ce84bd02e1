import CanonicalModel
import Formats

/// Translates an item and verifies what came out, as a stranger would: encoded, read back and held against the contract.
///
/// The core verifies again at its door; an adapter that sends what the core refuses has lost the sender's item.
struct Judge: Sendable {
    let translator: any MessageTranslator

    /// How often a translation of an item is begun again after a crash in the midst of one.
    static let maxAttempts = 3

    /// What becomes of an item.
    func judgement(of item: SealedItem, bytes: [UInt8]) -> Judgement {
        let translation = translator.translate(
            IntakeItem(id: item.id, name: item.name, bytes: bytes, receivedTime: item.receivedTime))
        switch translation.outcome {
        case .ignored: return Judgement(.ignored, of: translation)
        case .rejected: return Judgement(.rejected, of: translation)
        case .held: return Judgement(.held, of: translation)
        case .translated: return translated(translation, receivedTime: item.receivedTime)
        }
    }

    /// What becomes of an item whose translation was put off.
    func judgement(of opened: OpenedItem) -> Judgement {
        guard let bytes = opened.bytes else { return Self.hold(.sealBroken) }
        guard opened.attempts < Self.maxAttempts else { return Self.hold(.translatorDied) }
        return judgement(of: opened.item, bytes: bytes)
    }

    private func translated(_ translation: Translation, receivedTime: Timestamp) -> Judgement {
        switch fitness(of: translation.messages, receivedTime: receivedTime) {
        case .empty: return Judgement(.ignored, of: translation)
        case .ahead(let problem): return Judgement(.rejected, of: translation, adding: problem)
        case .broken(let problem): return Judgement(.held, of: translation, adding: problem)
        case .fit(let messages):
            var judgement = Judgement(.translated, of: translation)
            judgement.messages = messages
            return judgement
        }
    }

    /// What `run` would make of an item, for the command that only shows it: "translated" is said of what would travel.
    func preview(of item: IntakeItem) -> Translation {
        let translation = translator.translate(item)
        guard translation.outcome == .translated else { return translation }
        switch fitness(of: translation.messages, receivedTime: item.receivedTime) {
        case .fit: return translation
        case .empty: return Self.refused(translation, .ignored)
        case .ahead(let problem): return Self.refused(translation, .rejected, problem)
        case .broken(let problem): return Self.refused(translation, .held, problem)
        }
    }

    private static func refused(
        _ translation: Translation, _ outcome: Translation.Outcome, _ problems: FormatError...
    ) -> Translation {
        var refused = translation
        refused.outcome = outcome
        refused.messages = []
        refused.problems += problems
        return refused
    }

    /// What the messages of a translation are good for.
    private enum Fitness {
        case fit([Judgement.Message])
        case empty
        /// The sender tells of what has not happened.
        case ahead(FormatError)
        /// We broke our own contract.
        case broken(FormatError)
    }

    private func fitness(of messages: [CanonicalMessage], receivedTime: Timestamp) -> Fitness {
        guard !messages.isEmpty else { return .empty }
        if let problem = Self.future(messages, receivedTime: receivedTime) { return .ahead(problem) }
        var fit: [Judgement.Message] = []
        for message in messages {
            switch verified(message) {
            case .success(let message): fit.append(message)
            case .failure(let problem): return .broken(.contract(problem))
            }
        }
        return .fit(fit)
    }

    /// The first message of a time that the core's door would refuse, held against the moment at which the item arrived.
    private static func future(_ messages: [CanonicalMessage], receivedTime: Timestamp) -> FormatError? {
        for (index, message) in messages.enumerated() {
            if let ahead = message.fact.mayLieAheadSeconds, message.time > receivedTime.adding(seconds: ahead) {
                return .future("/messages/\(index)/time", allowed: ahead)
            }
            if message.recordedTime > receivedTime.adding(seconds: Fact.clockAllowanceSeconds) {
                return .future("/messages/\(index)/recordedtime", allowed: Fact.clockAllowanceSeconds)
            }
        }
        return nil
    }

    private func verified(_ message: CanonicalMessage) -> Result<Judgement.Message, FormatError> {
        let bytes = message.encoded()
        do {
            let read = try CanonicalMessage(try StrictJSON.parse(bytes))
            guard read == message, translator.mayPublish(from: message.source) else { return .failure(.changedInReading) }
            return .success(Judgement.Message(id: message.id, type: message.fact.type.rawValue, bytes: bytes))
        } catch {
            return .failure(error)
        }
    }

    /// An item that no attempt may be made on any more.
    static func hold(_ problem: FormatError) -> Judgement {
        Judgement(state: .held, problems: Judgement.encoded([problem]))
    }
}

extension Judgement {
    fileprivate init(_ state: IntakeState, of translation: Translation, adding problem: FormatError? = nil) {
        let shown = RowReport.forReceipt(translation.problems) + (problem.map { [$0] } ?? [])
        self.init(
            state: state, problems: Self.encoded(shown), correlationID: translation.correlationID,
            caseReference: translation.caseReference, rows: RowReport(translation.problems))
    }
}

extension FormatError {
    /// The sender kept the feed's contract and we broke ours.
    fileprivate static func contract(_ problem: FormatError) -> FormatError {
        FormatError(
            path: problem.path, rule: "adapter.contract",
            message: "The translation breaks the canonical contract (\(problem.rule)): \(problem.message)",
            remedy: "None is needed from the sender; the adapter's owner mends the translator and retries the item.")
    }

    /// The sender's clock is wrong, or it tells what has not happened.
    fileprivate static func future(_ path: String, allowed seconds: Int64) -> FormatError {
        FormatError(
            path: path, rule: "contract.future",
            message: "The time lies more than \(seconds / 60) minutes ahead of the moment at which the item arrived.",
            remedy: "Set the sender's clock by NTP, say when something happened and not when it is planned for, and send it again.")
    }

    fileprivate static let changedInReading = FormatError(
        path: "", rule: "contract.round-trip", message: "The message reads back as another one.",
        remedy: "Mend the translator.")

    /// A translator died of it, several times.
    static let translatorDied = FormatError(
        path: "", rule: "adapter.translator-died", message: "The adapter died while translating the item.",
        remedy: "None is needed from the sender; the adapter's owner mends the translator and retries the item.")

    /// Its bytes or its messages do not open.
    static let sealBroken = FormatError(
        path: "", rule: "adapter.seal-broken", message: "What was sealed of the item does not open any more.",
        remedy: "Send the item again.")
}
