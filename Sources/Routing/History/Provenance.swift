public import CanonicalModel

/// Which feeds said something, and until when it was known.
///
/// A rule may bind what one feed alone says to the police (guardrail G8, IDIOM) or demand a maximum age (ISH-04); both are asked
/// of each fact by itself, because a name that the courts gave is not the police's for standing beside an arrest that is.
public struct Provenance: Sendable, Hashable {
    /// The feeds ("/police/idiom").
    public private(set) var sources: Set<String>
    /// The latest moment that one of them spoke of.
    public private(set) var asOf: Timestamp

    /// What one feed said at one moment.
    public init(_ source: String, asOf: Timestamp) {
        sources = [source]
        self.asOf = asOf
    }

    /// The provenance of a stamped report.
    init(_ stamp: Stamp) { self.init(stamp.source, asOf: stamp.occurred) }

    /// Unites with what another feed said; neither order nor repetition matters.
    mutating func formUnion(_ other: Provenance) {
        sources.formUnion(other.sources)
        asOf = max(asOf, other.asOf)
    }
}

extension NominalHistory {
    /// Something that feeds say about who a person is.
    enum Statement: Sendable, Hashable {
        case name(Person.Name)
        case birth(CalendarDate)
        case address(Person.Address)
        case identifier(PersonIdentifier)
    }

    /// Remembers who says what about the person.
    mutating func trace(_ person: Person, _ stamp: Stamp) {
        let said = Provenance(stamp)
        if let name = person.name { trace(.name(name), said) }
        if let birth = person.dateOfBirth { trace(.birth(birth), said) }
        if let address = person.address { trace(.address(address), said) }
        for identifier in person.identifiers where identifier.isVerified { trace(.identifier(identifier), said) }
    }

    private mutating func trace(_ statement: Statement, _ said: Provenance) {
        if traces[statement]?.formUnion(said) == nil { traces[statement] = said }
    }

    /// Who says the name that stands.
    var nameProvenance: Provenance? { name.flatMap { traces[.name($0.value)] } }
    /// Who says the date of birth that stands.
    var birthProvenance: Provenance? { dateOfBirth.flatMap { traces[.birth($0.value)] } }
    /// Who says the address that stands.
    var addressProvenance: Provenance? { address.flatMap(\.value).flatMap { traces[.address($0)] } }
    /// Who says the PNC identifier that is told.
    var pncProvenance: Provenance? {
        verifiedPNC.flatMap { pnc in traces.first { $0.key.isPNC(pnc) }?.value }
    }

    /// Who decided the colour that stands in a spell: a rating, else the selection.
    func ratingProvenance(in spell: Spell) -> Provenance? {
        colour(in: spell).map { Provenance($0.stamp) } ?? spell.provenance
    }

    /// Who says where the person is: everybody who reported the same kind of movement on the day of the latest.
    var custodyProvenance: Provenance? {
        guard let latest = custody.latest else { return nil }
        let same = movements.values.filter {
            $0.value.kind == latest.value.kind && $0.stamp.occurred.date == latest.stamp.occurred.date
        }
        return same.map { Provenance($0.stamp) }.reduce(into: Provenance(latest.stamp)) { $0.formUnion($1) }
    }
}

extension NominalHistory.Statement {
    fileprivate func isPNC(_ value: String) -> Bool {
        if case .identifier(let identifier) = self { identifier.kind == .pnc && identifier.value == value } else { false }
    }
}

extension Stamp {
    /// The feed; sources hold no space, and the message's key is source, space, id.
    var source: String { String(message.prefix { $0 != " " }) }
}

extension Spell {
    /// Who decided the stay, by the first and the last of its selections.
    var provenance: Provenance? {
        members.last.map { Provenance(String($0.prefix { $0 != " " }), asOf: start) }
    }
}
