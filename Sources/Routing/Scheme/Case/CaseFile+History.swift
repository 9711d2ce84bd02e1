public import AgreementEngine
internal import CanonicalModel
public import SchemeEngine

extension CaseFile {
    /// What a scheme may know of a record: every fact of its history in the scheme's classes, and nothing else.
    ///
    /// Codes only; wording that an agency used never gets here. Each event bears the id of the message that said it; a
    /// message
    /// that says several things bears "ID#2", "ID#3" for the others, so that each is one event.
    ///
    /// - Parameters:
    ///   - nominal: the record.
    ///   - directory: says which team owns an address.
    ///   - offences: the class of each offence code.
    public init(_ nominal: Nominal, directory: PartnershipDirectory, offences: OffenceClasses = OffenceClasses()) {
        var reading = LastReading()
        self.init(nominal, directory: directory, offences: offences, &reading)
    }

    /// - Parameter reading: what the history was in the scheme's classes, taken over where nothing more was said.
    init(
        _ nominal: Nominal, directory: PartnershipDirectory, offences: OffenceClasses, _ reading: inout LastReading
    ) {
        self.init()
        let history = nominal.history
        born = history.dateOfBirth?.value
        died = history.death.map { LondonTime.day(of: $0.occurred) }
        stays = nominal.spells.map { CohortStay(id: $0.id, cohort: $0.cohort, from: $0.start, until: $0.end) }
        let address = history.address?.value
        hasAddress = address.map { !$0.isNoFixedAbode } ?? false
        owningTeam = directory.team(owning: address)
        isSupervised = history.supervision ?? nominal.spells.last(where: \.isOpen)?.decision.isStatutory
        flagHolders = nominal.flagHolders(directory)
        let said = reading.read(history, owningTeam: owningTeam, offences: offences)
        (events, decisions, custody) = (said.events, said.decisions, said.custody)
        unread = nominal.unreadAlerts { directory.recipient($0)?.isTeam ?? false }
    }
}

extension Nominal {
    /// The alerts that stand in the ledger and that nobody has acknowledged; one that another replaced is nobody's to read.
    fileprivate func unreadAlerts(isTeam: (String) -> Bool) -> [UnreadAlert] {
        guard !unread.isEmpty else { return [] }
        let open = Set(spells.filter(\.isOpen).map(\.id))
        return ledger.entries.compactMap { key, entry in
            guard key.topic == .rag, open.contains(key.spell), let notice = entry.notice, let told = unread[notice],
                let colour = ToldLedger.rating(of: entry.value)
            else { return nil }
            return UnreadAlert(
                notice: notice, recipient: key.recipient, colour: colour, told: told, isTeam: isTeam(key.recipient))
        }.sorted { $0.notice < $1.notice }
    }
}

extension Nominal {
    /// The teams that were told of a stay: whoever was told of the selection is told to stop, and then says that the flags are
    /// down. By what was told and not by what is told now, so that the same team is asked before and after the notice left.
    fileprivate func flagHolders(_ directory: PartnershipDirectory) -> [FlagHolder] {
        let confirmed = history.confirmedNotices
        let told = ledger.entries.filter { key, entry in
            key.topic == .standing && entry.value != ToldLedger.unsentValue
                && directory.recipient(key.recipient)?.isTeam ?? false
        }
        return told.map { key, entry in
            let isConfirmed = entry.value == Standing.ended.rawValue && entry.notice.map(confirmed.contains) ?? false
            return FlagHolder(stay: key.spell, recipient: key.recipient, isConfirmed: isConfirmed)
        }.sorted { ($0.stay, $0.recipient) < ($1.stay, $1.recipient) }
    }
}

extension NominalHistory {
    /// The notices that a team answered by taking its flags down.
    var confirmedNotices: Set<String> {
        Set(
            records(.flagsWithdrawn).compactMap {
                if case .flagsWithdrawn(let withdrawal) = $0.fact { withdrawal.notice } else { nil }
            })
    }
}

extension PartnershipDirectory {
    /// The team that owns an address; nil when none covers it.
    func team(owning address: Person.Address?) -> String? {
        guard let address, !address.isNoFixedAbode, let postcode = address.postcode else { return nil }
        return recipients(covering: postcode).first(where: \.isTeam)?.id
    }
}
