extension Obligations {
    /// One sentence for whoever receives, and one for whoever tells; none where nothing is obliged.
    var english: [String] {
        let recipient = ofRecipient
        let broker = ofBroker
        return (recipient.isEmpty ? [] : ["Whoever receives it must " + recipient.joined(separator: "; ") + "."])
            + (broker.isEmpty ? [] : [Phrase.sentence(broker.joined(separator: "; "))])
    }

    private var ofRecipient: [String] {
        var duties = [String]()
        func add(_ number: Int?, _ phrase: (Int) -> String) { if let number { duties.append(phrase(number)) } }
        add(acknowledgeWithinHours) { "acknowledge it within \(Phrase.count($0, "hour"))" }
        add(retainDays) { $0 == 0 ? "keep no copy of it" : "keep it no longer than \(Phrase.count($0, "day"))" }
        if retainUntilDeselected { duties.append("keep it no longer than until the person is de-selected") }
        add(eraseLocalCopyDays) { "erase copies on devices within \(Phrase.count($0, "day"))" }
        if let onward { duties.append(onward.english) }
        if withdrawFlags { duties.append("take the IOM flag off the person's records") }
        if stopOnWithdrawal { duties.append("stop using it when the person withdraws consent") }
        return duties
    }

    private var ofBroker: [String] {
        var duties = [String]()
        func add(_ number: Int?, _ phrase: (Int) -> String) { if let number { duties.append(phrase(number)) } }
        if let deliver { duties.append(deliver.english) }
        add(chaseAfterHours) { "a missing acknowledgement is chased after \(Phrase.count($0, "hour"))" }
        add(reportAfterHours) { "a missing acknowledgement is reported after \(Phrase.count($0, "hour"))" }
        add(reviewWithinHours) { "the release is reviewed within \(Phrase.count($0, "hour"))" }
        duties += minimise.map { "it is kept to what is \(Phrase.plain($0))" }
        duties += caveats.map { "it is marked \(Phrase.quoted($0))" }
        duties += notify.map { "the \(Phrase.plain($0)) is notified" }
        return duties
    }
}

extension Obligations.Onward {
    fileprivate var english: String {
        switch self {
        case .never: "pass it on to nobody"
        case .askFirst: "ask before passing it on"
        }
    }
}

extension Obligations.Handover {
    fileprivate var english: String {
        switch self {
        case .inPerson: "it is handed over in person"
        case .byDirection: "it is handed over with a direction to act"
        }
    }
}
