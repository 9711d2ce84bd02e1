public import AgreementEngine
public import CanonicalModel
private import Formats
import Foundation
public import Routing

extension StoreTransaction {
    /// A notice of a record as it was sent.
    public struct SentNotice: Sendable {
        /// Its place among all notices.
        public var sequence: Int64
        /// Its id.
        public var id: String
        /// The record whose key seals it: the one that stood for the person when it went out.
        public var origin: Int64
        /// Whom it told.
        public var recipient: String
        /// Its kind.
        public var kind: NoticeKind
        /// Its revision.
        public var revision: Int
        /// The acceptance number of the message that caused it.
        public var cause: Int64
        /// What it released.
        public var fields: [Notice.Field]
    }

    /// Every notice that is about a record or that some fact of it caused, oldest first.
    ///
    /// Either alone would miss some: a decision is a fact of one record and tells of another, and what one record's facts told
    /// of another while they were united may still be believed of both. Whom a notice is about the told ledger knows; an index
    /// for these rare questions would cost every notice that is sent a page at a random place.
    public func notices(of number: Int64) throws -> [SentNotice] {
        var found = [Int64: NoticeRow]()
        for row in try session.identity.noticesCaused.all(.integer(number), read: NoticeRow.init) { found[row.sequence] = row }
        for id in try possibleNotices(of: number) {
            if let row = try session.identity.noticeRow.first(.text(id), read: NoticeRow.init) { found[row.sequence] = row }
        }
        return try found.values.sorted { $0.sequence < $1.sequence }.compactMap(opened)
    }

    /// A notice as it is stored.
    private struct NoticeRow {
        var sequence, origin, revision, cause: Int64
        var id, recipient, kind: String
        var sealed: Data

        init(_ row: SQLRow) {
            (sequence, id, origin) = (row.integer(0), row.text(1), row.integer(2))
            (recipient, kind, revision) = (row.text(3), row.text(4), row.integer(5))
            (cause, sealed) = (row.integer(6), row.blob(7))
        }
    }

    private func opened(_ row: NoticeRow) throws -> SentNotice? {
        guard let kind = NoticeKind(rawValue: row.kind) else { return nil }
        // A body whose time is over: that it was sent, to whom and as what revision still counts.
        guard !row.sealed.isEmpty else {
            return SentNotice(
                sequence: row.sequence, id: row.id, origin: row.origin, recipient: row.recipient, kind: kind,
                revision: Int(row.revision), cause: row.cause, fields: [])
        }
        let message = try StrictJSON.parse(try dataKey(row.origin).open(row.sealed))
        let fields = message.object?["data"]?.object?["fields"]?.object?.members ?? []
        return SentNotice(
            sequence: row.sequence, id: row.id, origin: row.origin, recipient: row.recipient, kind: kind,
            revision: Int(row.revision), cause: row.cause,
            fields: fields.map { Notice.Field(name: $0.key, value: $0.value.string ?? "") })
    }

    /// The rows of every notice about a record or sealed by the key of one of its records.
    func noticeRows(
        of number: Int64, origins: Set<Int64>
    ) throws -> [(sequence: Int64, nominal: Int64, origin: Int64, sealed: Data)] {
        var ids = Set(try possibleNotices(of: number))
        for (key, entry) in try soloLedger(of: origins).entries {
            var ledger = ToldLedger()
            ledger[key] = entry
            ids.formUnion(ledger.possibleNotices(of: key))
        }
        for caused in try session.identity.noticesCaused.all(.integer(number), read: { $0.text(1) }) { ids.insert(caused) }
        return try ids.sorted().compactMap { id in
            guard let row = try session.identity.noticeRow.first(.text(id), read: NoticeRow.init),
                let about = try notice(id)?.nominal
            else { return nil }
            return (row.sequence, about, row.origin, row.sealed)
        }
    }

    private func possibleNotices(of number: Int64) throws -> [String] {
        let ledger = try nominal(number).ledger
        return ledger.entries.keys.flatMap(ledger.possibleNotices)
    }

    /// Gives the notices about a record to the one it becomes part of.
    func moveNotices(of number: Int64, to survivor: Int64) throws {
        try session.identity.moveCaused.run(.integer(number), .integer(survivor))
        for id in try possibleNotices(of: number) {
            try session.identity.moveNotice.run(.integer(number), .integer(survivor), .text(id))
        }
    }

    /// The notices of a record with their places in the told ledger and the records they were about.
    ///
    /// - Parameter history: of everything the record holds now.
    public func tracedTellings(of number: Int64, _ history: NominalHistory) throws -> [TracedTelling] {
        try notices(of: number).compactMap { notice in
            TracedTelling(
                notice: notice.id, kind: notice.kind, recipient: notice.recipient, revision: notice.revision,
                fields: notice.fields, in: history, scope: try scope(of: notice), cause: notice.cause)
        }
    }

    private func scope(of notice: SentNotice) throws -> Set<Int64> {
        let spans = try session.identity.spans.all(.integer(notice.origin)) { ($0.text(0), $0.integer(1)) }
        guard let span = spans.last(where: { $0.1 <= notice.sequence }) else { return [notice.origin] }
        return Set(span.0.split(separator: " ").compactMap { Int64($0) })
    }

    /// From the next notice on, a record stands for the records that are one with it now.
    func startSpan(_ number: Int64) throws {
        let origins = try origins(of: number).sorted().map(String.init).joined(separator: " ")
        try session.identity.insertSpan.run(.integer(number), .text(origins), .integer(session.counters.notice + 1))
    }

    /// Keeps what was told of a record that is alone, before it is united.
    func keepSolo(_ number: Int64) throws {
        guard try origins(of: number).count == 1 else { return }
        try session.identity.dropSolo.run(.integer(number))
        for (key, entry) in try nominal(number).ledger.entries { try saveSolo(key, entry, of: number) }
    }

    /// Keeps one telling of a record as its own, whatever it is united with.
    public func saveSolo(_ key: ToldLedger.Key, _ entry: ToldLedger.Entry, of origin: Int64) throws {
        let sealed = try dataKey(origin).seal(ToldRow(key: key, entry: entry).encoded)
        try session.identity.saveSolo.run(.integer(origin), .blob(session.keys.blindIndex(told: key)), .blob(sealed))
    }

    /// What was told of some records before they were united.
    public func soloLedger(of origins: Set<Int64>) throws -> ToldLedger {
        var ledger = ToldLedger()
        for origin in origins.sorted() {
            for sealed in try session.identity.soloOf.all(.integer(origin), read: { $0.blob(0) }) {
                let row = try ToldRow(try dataKey(origin).open(sealed))
                if let kept = ledger[row.key], kept.revision >= row.entry.revision { continue }
                ledger[row.key] = row.entry
            }
        }
        return ledger
    }

    /// Leaves what was told of a topic of a stay to the one record whose stay it is: what another keeps of it is out of date
    /// as soon as this one tells more.
    public func claimTelling(_ key: ToldLedger.Key, for number: Int64) throws {
        let blind = SQLValue.blob(session.keys.blindIndex(told: key))
        for record in try session.identity.dropTelling.all(blind, .integer(number), read: { $0.integer(0) }) {
            session[record]?.nominal?.ledger[key] = nil
        }
        try session.identity.dropSoloTelling.run(blind, .integer(number))
    }

    /// The facts of some of the records that a record stands for, folded.
    public func history(of number: Int64, origins: Set<Int64>) throws -> NominalHistory {
        var history = NominalHistory()
        let rows = try sql.factsOf.all(.integer(number)) { ($0.integer(0), $0.integer(1), $0.text(2), $0.blob(3)) }
        for (sequence, origin, digest, sealed) in rows where origins.contains(origin) {
            let message = try CanonicalMessage(sealed: try dataKey(origin).open(sealed))
            _ = history.fold(AcceptedMessage(message, sequence: sequence, digest: digest, origin: origin))
        }
        return history
    }

    /// Gives some of the records that a record stands for back: facts, identifiers and tasks go with them.
    ///
    /// - Parameters:
    ///   - origins: the records that leave; the lowest stands for them from now on.
    ///   - number: the record they leave.
    ///   - spells: ids of the stays that go with them.
    /// - Returns: the number of the record that stands for them.
    public func separate(_ origins: Set<Int64>, from number: Int64, spells: Set<String>) throws -> Int64 {
        guard let part = origins.min() else { throw StoreError(.database, "Nothing was to be separated.") }
        let identity = session.identity
        for origin in origins {
            try identity.moveFactsOfOrigin.run(.integer(number), .integer(origin), .integer(part))
            try identity.moveIdentifiersOfOrigin.run(.integer(number), .integer(origin), .integer(part))
            try identity.setMerged.run(.integer(origin), origin == part ? .null : .integer(part))
        }
        for (task, key) in try identity.taskKeys.all(.integer(number), read: { ($0.integer(0), $0.text(1)) })
        where spells.contains(HubTask.subject(of: key)) { try identity.giveTask.run(.integer(task), .integer(part)) }
        try identity.claimCaused.run(.integer(number), .integer(part))
        return part
    }

    /// Puts a divided record's part in place: its whole ledger and its keys.
    ///
    /// - Parameters:
    ///   - nominal: the part, with the ledger after everything was withdrawn and told.
    ///   - number: the record that stands for it.
    ///   - fallen: what the ledger says where notices were withdrawn.
    public func install(
        _ nominal: Nominal, as number: Int64, fallen: [ToldLedger.Key: ToldLedger.Entry]
    ) throws {
        session[number] = WriterSession.WarmRecord(nominal, key: try dataKey(number))
        for (key, entry) in nominal.ledger.entries { try save(key, entry, of: number) }
        try reindexBlocks(of: nominal.history, as: number)
        let origins = try origins(of: number)
        guard origins.count > 1 else { return try session.identity.dropSolo.run(.integer(number)) }
        for (key, entry) in fallen {
            guard let origin = try origin(ofSelection: key.spell, among: number) else { continue }
            try saveSolo(key, entry, of: origin)
        }
    }

    /// Gives notices to the record that they are about, whatever record's facts caused them.
    public func claim(_ tellings: [TracedTelling], for number: Int64) throws {
        for telling in tellings { try session.identity.claimNotice.run(.integer(number), .text(telling.notice)) }
    }

    private func origin(ofSelection key: String, among number: Int64) throws -> Int64? {
        for origin in try origins(of: number) {
            if try history(of: number, origins: [origin]).selections[key] != nil { return origin }
        }
        return nil
    }

    /// Empties a record's told ledger before its parts are installed.
    public func dropLedger(of number: Int64) throws { try sql.dropTold.run(.integer(number)) }

    /// Starts to count the notices of a part as its own.
    public func beginPart(_ number: Int64) throws { try startSpan(number) }

    /// A fact by its acceptance number: whose it is now, under which record it arrived, and what it says.
    public func fact(_ sequence: Int64) throws -> (nominal: Int64, origin: Int64, digest: String, message: CanonicalMessage)? {
        let row = try session.identity.factBySequence.first(.integer(sequence)) {
            ($0.integer(0), $0.integer(1), $0.text(2), $0.blob(3))
        }
        return try row.map { ($0.0, $0.1, $0.2, try CanonicalMessage(sealed: try dataKey($0.1).open($0.3))) }
    }

    /// Every fact that arrived under a record.
    public func facts(arrivedUnder origin: Int64, of number: Int64) throws -> [(sequence: Int64, message: CanonicalMessage)] {
        let rows = try sql.factsOf.all(.integer(number)) { ($0.integer(0), $0.integer(1), $0.blob(3)) }
        return try rows.filter { $0.1 == origin }.map { ($0.0, try CanonicalMessage(sealed: try dataKey(origin).open($0.2))) }
    }

    /// Opens a record inside another, for facts that were never its own: what arrived under the wrong record gets an origin.
    ///
    /// - Parameters:
    ///   - facts: acceptance numbers of the facts; they are sealed anew under the record's own key.
    ///   - identifiers: go with them.
    ///   - number: the record that stands for both until it is divided.
    /// - Returns: the new origin.
    public func openOrigin(
        for facts: [Int64], _ identifiers: [PersonIdentifier], inside number: Int64, at now: Timestamp
    ) throws -> Int64 {
        let origin = try openNominal(at: now)
        try session.identity.setMerged.run(.integer(origin), .integer(number))
        for sequence in facts {
            guard let fact = try fact(sequence) else { continue }
            try session.identity.resealFact.run(
                .integer(sequence), .integer(origin), .blob(try dataKey(origin).seal(fact.message.encoded())))
        }
        for identifier in identifiers where identifier.isStrong {
            try session.identity.giveIdentifier.run(.blob(session.keys.index(of: identifier)), .integer(origin))
        }
        return origin
    }

    /// Takes a fact out of a record; its bytes are still held.
    public func removeFact(_ sequence: Int64) throws { try session.identity.deleteFact.run(.integer(sequence)) }

    /// Forgets the record in memory: it is folded anew from its facts when next needed.
    public func cool(_ number: Int64) { session[number] = nil }

    /// Makes a record findable by those of some identifiers that its facts bear, each under a record that it arrived under;
    /// the others it forgets.
    ///
    /// What somebody else's record is found by meanwhile stays theirs.
    public func relearn(_ identifiers: [PersonIdentifier], of number: Int64) throws {
        let freed = try learn(identifiers, of: number)
        guard !freed.isEmpty else { return }
        for record in try possibleBearers(of: freed, besides: number).sorted() { _ = try learn(freed, of: record) }
    }

    /// The other records whose facts may bear identifiers of a record: somebody settled such a fact to be theirs, or they and
    /// the record were held to be one.
    private func possibleBearers(of identifiers: [PersonIdentifier], besides number: Int64) throws -> Set<Int64> {
        let origins = try origins(of: number)
        var found = Set<Int64>()
        for decision in try identityGraph().decisions {
            switch decision.verdict {
            case .settled(let item, _):
                guard let fact = try fact(item) else { continue }
                guard !fact.message.fact.namedIdentifiers.isDisjoint(with: identifiers) else { continue }
                found.insert(fact.nominal)
            case .same(let one, let other), .other(let one, let other):
                guard !origins.isDisjoint(with: [one, other]) else { continue }
                found.formUnion([try survivor(of: one), try survivor(of: other)])
            case .undone: continue
            }
        }
        return found.subtracting([number])
    }

    /// - Returns: those that the record's facts do not bear.
    private func learn(_ identifiers: [PersonIdentifier], of number: Int64) throws -> [PersonIdentifier] {
        var freed = [PersonIdentifier]()
        let borne = try identifiersByOrigin(of: number)
        for identifier in Set(identifiers) where identifier.isStrong {
            guard try nominal(with: identifier) ?? number == number else { continue }
            let blind = SQLValue.blob(session.keys.index(of: identifier))
            let bearers = Set(borne.filter { $0.value.contains(identifier) }.keys)
            let before = try session.identity.originOf.first(blind) { $0.integer(0) }
            guard let origin = before.flatMap({ bearers.contains($0) ? $0 : nil }) ?? bearers.min() else {
                try session.identity.dropIdentifier.run(blind, .integer(number))
                freed.append(identifier)
                continue
            }
            try sql.insertIdentifier.run(blind, .integer(number), .integer(origin))
            try session.identity.giveIdentifier.run(blind, .integer(origin))
        }
        return freed
    }

    /// What the facts that arrived under each of a record's records bear, without decisions that do not stand.
    private func identifiersByOrigin(of number: Int64) throws -> [Int64: Set<PersonIdentifier>] {
        let fallen = try identityGraph().fallen()
        var borne = [Int64: Set<PersonIdentifier>]()
        for origin in try origins(of: number) {
            var history = try history(of: number, origins: [origin])
            history.forget(decisions: fallen)
            borne[origin] = history.identifiers
        }
        return borne
    }
}

extension Fact {
    /// The identifiers of the person whom it names, with those that a merge gives to that person.
    fileprivate var namedIdentifiers: Set<PersonIdentifier> {
        var named = Set(person?.identifiers ?? [])
        if case .merged(let merge) = self { named.formUnion(merge.removed) }
        return named
    }
}
