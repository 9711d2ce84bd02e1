public import AgreementEngine
private import CanonicalModel

/// One thing a recipient should know and has not been told: the difference between the fold and the told ledger.
public struct Difference: Sendable, Hashable {
    /// The stay.
    public var spell: Spell
    /// Whom to tell.
    public var recipient: String
    /// About what.
    public var topic: Topic
    /// With which notice.
    public var kind: NoticeKind
    /// The ledger's value afterwards.
    public var value: String
}

extension Nominal {
    /// Everything that somebody should know and has not been told.
    ///
    /// - Parameter responsible: the recipients whose area covers the nominal's address now.
    /// - Returns: the differences, in a fixed order: spells by start, recipients by id, standing first.
    public func differences(responsible: Set<String>) -> [Difference] {
        history.spells.flatMap { spell in
            responsible.union(ledger.recipients(toldOf: spell.id)).sorted().flatMap {
                differences(spell, recipient: $0, isResponsible: responsible.contains($0))
            }
        }
    }

    private func differences(_ spell: Spell, recipient: String, isResponsible: Bool) -> [Difference] {
        let told = ledger.standing(of: recipient, in: spell.id)
        let should = standing(spell, told: told, isResponsible: isResponsible)
        if should != told, let should {
            return [Difference(spell: spell, recipient: recipient, topic: .standing, kind: should.notice, value: should.rawValue)]
                + (should == .active ? [] : recalls(spell, recipient))
        }
        return should == .active ? updates(spell, recipient) : recalls(spell, recipient)
    }

    /// What a recipient should believe. Whoever was told of the selection is told of the end, wherever the nominal lives
    /// and whatever became of the recipient since (the promise; CLV 8.23).
    private func standing(_ spell: Spell, told: Standing?, isResponsible: Bool) -> Standing? {
        guard spell.isOpen else { return told == nil ? nil : .ended }
        if isResponsible && history.death == nil { return .active }
        return told == nil ? nil : .stopped
    }

    /// Colour, custody and court results that changed since the recipient was told.
    private func updates(_ spell: Spell, _ recipient: String) -> [Difference] {
        var result = [Difference]()
        func compare(_ topic: Topic, _ value: String, _ kind: NoticeKind) {
            let key = ToldLedger.Key(spell: spell.id, recipient: recipient, topic: topic)
            guard ledger[key]?.value != value else { return }
            result.append(Difference(spell: spell, recipient: recipient, topic: topic, kind: kind, value: value))
        }
        if let rating = history.rating(in: spell) {
            let told = ledger[ToldLedger.Key(spell: spell.id, recipient: recipient, topic: .rag)]?.value
            let isRise = told.flatMap { RAGRating(rawValue: $0) }.map { $0 < rating } ?? true
            compare(.rag, rating.rawValue, isRise ? .ragEscalation : .ragReduction)
        }
        let custody = history.custody.status
        if custody != .unknown { compare(.custody, custody.rawValue, .custody) }
        for (key, report) in history.hearings.sorted(by: { $0.key < $1.key }) where key.date >= spell.start.date {
            compare(.hearing(key.text), report.digest, .courtResult)
        }
        for (key, report) in history.warrants.sorted(by: { $0.key < $1.key })
        where report.stamp.occurred.date >= spell.start.date {
            compare(.warrant(key), report.digest, .courtResult)
        }
        return result
    }

    /// Court results told to somebody who is no longer kept informed and that are now wrong (DESIGN decision 3).
    private func recalls(_ spell: Spell, _ recipient: String) -> [Difference] {
        ledger.entries.compactMap { key, entry -> (Topic, String)? in
            guard key.spell == spell.id, key.recipient == recipient, entry.value != ToldLedger.recalledValue else { return nil }
            switch key.topic {
            case .hearing(let hearing):
                let report = history.hearings.first { $0.key.text == hearing }?.value
                return report?.digest == entry.value ? nil : (key.topic, hearing)
            case .warrant(let warrant):
                return history.warrants[warrant]?.digest == entry.value ? nil : (key.topic, warrant)
            case .standing, .rag, .custody: return nil
            }
        }
        .sorted { $0.1 < $1.1 }
        .map {
            Difference(
                spell: spell, recipient: recipient, topic: $0.0, kind: .recalled, value: ToldLedger.recalledValue)
        }
    }
}

extension Standing {
    /// The notice that brings a recipient to this standing.
    var notice: NoticeKind {
        switch self {
        case .active: .selection
        case .stopped: .stopVisits
        case .ended: .deselection
        }
    }
}
