import AgreementEngine
import CanonicalModel
import Console
import Routing
import SchemeEngine

/// A person record in the words of the hub's pages.
struct HubPerson {
    let number: Int64
    let nominal: Nominal
    let directory: PartnershipDirectory
    /// Names agencies.
    let agreement: Agreement
    /// What the scheme says of the record now; nil where none is chosen.
    let assessment: SchemeAssessment?
    /// The scheme's words; nil where none is chosen.
    let pack: SchemePack?

    var id: String { String(number) }

    /// "Jordan ASHWORTH"; a record may be without a name, and the hub has to be able to open it all the same.
    var name: String { nominal.history.name?.value.text ?? "Name not known (record \(number))" }

    /// The stays that last.
    var openSpells: [Spell] { nominal.spells.filter(\.isOpen) }

    /// The colour shown (agreement reference 6.1); nil on no cohort.
    var colour: CohortEntry.Colour? { openSpells.first.map(colour(in:)) }

    func colour(in spell: Spell) -> CohortEntry.Colour {
        if let shown = assessment?.colour?.shown { return CohortEntry.Colour(rawValue: shown.rawValue) ?? .unrated }
        if nominal.history.custody.status.isHeld { return .blue }
        return nominal.history.rating(in: spell).flatMap { CohortEntry.Colour(rawValue: $0.rawValue) } ?? .unrated
    }

    /// The neighbourhood team that owns the address.
    var team: PartnershipDirectory.Recipient? {
        guard let address = nominal.history.address?.value, !address.isNoFixedAbode, let postcode = address.postcode
        else { return nil }
        return directory.recipients(covering: postcode).first(where: \.isTeam)
    }

    /// The cohort list's lines: one a stay.
    var entries: [CohortEntry] {
        openSpells.map { spell in
            CohortEntry(
                id: id, name: name, dateOfBirth: nominal.history.dateOfBirth?.value, cohort: cohortName(spell.cohort),
                colour: colour(in: spell), isProposed: isProposed, since: LondonTime.day(of: spell.start),
                team: team?.name, lead: lead(in: spell).map(agencyName))
        }
    }

    /// Who they are and what stands.
    var facts: [InboxNotice.Field] {
        let history = nominal.history
        var fields = [InboxNotice.Field]()
        func add(_ label: String, _ value: String?) {
            if let value { fields.append(.init(label: label, value: value)) }
        }
        for warning in warnings { add("Warning to officers", warning) }
        add("Date of birth", (history.dateOfBirth?.value).map(EnglishDay.text))
        for identifier in history.identifiers.filter(\.isVerified).sorted(by: { $0.value < $1.value }) {
            add(identifier.kind.rawValue.uppercased() + " number", identifier.value)
        }
        add("Address", address)
        add("Neighbourhood team", team?.name ?? "No team covers the address")
        for spell in nominal.spells { add("Cohort", words(spell)) }
        add("Dormant", dormancy)
        for candidacy in candidacies { add("Candidate", candidacy) }
        add("Strand", strand)
        if let spell = openSpells.first { add("Lead agency", lead(in: spell).map(agencyName)) }
        if history.custody.status != .unknown { add("Where", CustodyWord(rawValue: history.custody.status.rawValue)?.text) }
        return fields
    }

    private var address: String? {
        guard let register = nominal.history.address else { return nil }
        guard let address = register.value else { return "None known" }
        if address.isNoFixedAbode { return "No fixed abode" }
        return (address.lines + [address.postcode].compactMap { $0 }).joined(separator: ", ")
    }

    private func words(_ spell: Spell) -> String {
        let since = "\(cohortName(spell.cohort)), since \(EnglishDay.text(LondonTime.day(of: spell.start)))"
        return spell.end.map { "\(since), until \(EnglishDay.text(LondonTime.day(of: $0)))" } ?? since
    }

    /// The answers about sharing that stand, in a steady order.
    var consents: [(id: String, key: NominalHistory.ConsentKey, answer: NominalHistory.Register<ConsentRecord>)] {
        nominal.history.consents.sorted { ($0.key.covers, $0.key.purpose, $0.key.with) < ($1.key.covers, $1.key.purpose, $1.key.with) }
            .enumerated().map { (id: String($0.offset + 1), key: $0.element.key, answer: $0.element.value) }
    }
}
