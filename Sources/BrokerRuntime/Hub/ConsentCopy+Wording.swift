import CanonicalModel
import Console
import Routing

extension ConsentCopy {
    /// The copy that a person takes away: what they decided, what follows, and how to change their mind, which has to be as
    /// easy as it was to agree (UK GDPR art. 7(3); agreement reference 5.3).
    init(person: HubPerson, key: NominalHistory.ConsentKey, answer: NominalHistory.Register<ConsentRecord>) {
        let record = answer.value
        let scope = ConsentWords.scope(key.covers, key.purpose, key.with)
        self.init(
            name: person.name,
            paragraphs: [Self.decision(record.state, scope), Self.consequence(record.state), Self.rights],
            particulars: Self.particulars(record, answer.stamp))
    }

    private static func decision(_ state: ConsentRecord.State, _ scope: String) -> String {
        switch state {
        case .given: "You agreed that we may share this about you: \(scope)."
        case .refused: "You did not agree that we share this about you: \(scope)."
        case .withdrawn: "You took back your agreement that we share this about you: \(scope)."
        }
    }

    private static func consequence(_ state: ConsentRecord.State) -> String {
        switch state {
        case .given: "We share nothing else because of this, and with nobody else."
        case .refused: "We do not share it because of this. You do not have to say why."
        case .withdrawn: "We stopped sharing it, and asked whoever has it because you agreed to stop using it. What was done before was lawful."
        }
    }

    private static let rights =
        "You can change your mind at any time, as easily as you agreed. Tell the person who works with you, or anybody at the hub, and they will give you a new copy of this page. Some things the police, probation and prisons may share by law, whatever you decide here."

    private static func particulars(_ record: ConsentRecord, _ stamp: Stamp) -> [InboxNotice.Field] {
        var fields = [InboxNotice.Field(label: "You decided on", value: "\(LondonTime.day(of: stamp.occurred))")]
        fields.append(.init(label: "Recorded by", value: record.recordedBy))
        if let form = record.form { fields.append(.init(label: "How", value: form)) }
        if record.state == .given {
            fields.append(.init(label: "It lapses on", value: "\(LondonTime.day(of: record.lapses(givenAt: stamp.occurred)))"))
        }
        return fields
    }
}
