internal import CanonicalModel

extension NominalHistory {
    /// Keeps an answer, or that an earlier one was entered in error.
    mutating func foldConsent(_ record: ConsentRecord, _ stamp: Stamp, _ accepted: AcceptedMessage) -> Bool {
        consentEpoch = max(consentEpoch, accepted.sequence)
        let said = Register(value: record, stamp: stamp)
        if record.state == .enteredInError {
            let before = consents
            return Self.insert(&consentCorrections, stamp, said) && consents != before
        }
        let key = ConsentKey(covers: record.covers, purpose: record.purpose, with: record.with)
        let before = answers[key].flatMap { latest($0, at: nil)[accepted.origin]?.value }
        answers[key, default: [:]][accepted.origin, default: [:]][stamp.message] = said
        return answers[key].flatMap { latest($0, at: nil)[accepted.origin]?.value } != before
    }

    /// The last answer under each record that was not entered in error and, where an instant is given, is in effect.
    ///
    /// Only a consent can begin later than it was decided: a refusal or a withdrawal stands at once.
    func latest(
        _ answers: [Int64: [String: Register<ConsentRecord>]], at now: Timestamp?
    ) -> [Int64: Register<ConsentRecord>] {
        let mistakes = mistakes
        return answers.compactMapValues { said in
            said.values.filter { !mistakes.contains($0.stamp.id) && $0.value.isInEffect(at: now) }
                .max { $0.stamp < $1.stamp }
        }
    }

    /// The ids of messages that were entered in error; a correction that was itself a mistake corrects nothing.
    var mistakes: Set<String> {
        var mistakes = Set<String>()
        for correction in consentCorrections.values.sorted(by: { $1.stamp < $0.stamp })
        where !mistakes.contains(correction.stamp.id) {
            if let id = correction.value.corrects { mistakes.insert(id) }
        }
        return mistakes
    }
}

extension ConsentRecord {
    fileprivate func isInEffect(at now: Timestamp?) -> Bool {
        guard state == .given, let now, let effectiveFrom else { return true }
        return effectiveFrom <= now
    }
}
