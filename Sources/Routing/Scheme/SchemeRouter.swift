internal import AgreementEngine
internal import CanonicalModel
public import SchemeEngine

/// A partnership's scheme as the router uses it: the pack, and the classes of offences it speaks of.
public struct Scheme: Sendable, Hashable {
    /// The pack.
    public var pack: SchemePack
    /// The class of each offence code.
    public var offences: OffenceClasses

    /// What both say, in one word: another pack or another table is another scheme.
    public var digest: String { "\(pack.digest) \(offences.digest)" }

    /// Classes of offence that the pack speaks of and no code is of: its rules about them can never count anything, and the
    /// table does not say why.
    public var classesWithoutCodes: [String] {
        pack.offenceClasses.subtracting(offences.names).subtracting(offences.incomplete.keys).sorted()
    }

    /// Classes that the pack speaks of and of which the table says why it lacks codes.
    public var incompleteClasses: [String: String] { offences.incomplete.filter { pack.offenceClasses.contains($0.key) } }

    /// A pack with its classes.
    public init(_ pack: SchemePack, offences: OffenceClasses = OffenceClasses()) {
        self.pack = pack
        self.offences = offences
    }
}

/// What a scheme means for one partnership's records.
struct SchemeRouter: Sendable {
    let scheme: Scheme
    let evaluator: SchemeEvaluator
    let directory: PartnershipDirectory

    init(_ scheme: Scheme, directory: PartnershipDirectory) {
        self.scheme = scheme
        evaluator = SchemeEvaluator(scheme.pack)
        self.directory = directory
    }

    /// Says what the scheme makes of a record, and puts into it what telling depends on.
    ///
    /// In two steps, because stays follow from the decisions that stand, and which stand follows from the whole file: what is
    /// held is found first, and then the record is looked at without it.
    func read(_ nominal: inout Nominal, now: Timestamp) -> SchemeAssessment {
        nominal.history.reading = SchemeReading()
        var file = file(of: &nominal)
        var assessment = evaluator.assess(file, now: now)
        let held = held(assessment, nominal)
        if !held.isEmpty {
            nominal.history.reading.held = held
            file = self.file(of: &nominal)
            assessment = evaluator.assess(file, now: now)
        }
        // What was told ahead of its time is looked at again when its time comes.
        let ahead = file.firstInstant(after: now)
        assessment.next = [assessment.next, ahead].compactMap(\.self).min().map { later($0, than: now) }
        nominal.history.reading = SchemeReading(assessment.colour, held: held, isDead: nominal.history.death != nil)
        return assessment
    }

    /// A rule that asks to be woken at or before the instant at which it is asked would never let go: it waits an hour, the
    /// shortest interval of a scheme, so that even a year without the broker costs a bounded number of looks.
    func later(_ instant: Timestamp, than now: Timestamp) -> Timestamp {
        instant > now ? instant : now.adding(seconds: Self.leastSeconds)
    }

    private static let leastSeconds: Int64 = 3_600

    /// What the scheme may know of a record.
    func file(of nominal: Nominal) -> CaseFile {
        CaseFile(nominal, directory: directory, offences: scheme.offences)
    }

    /// The same, with what was read of the history kept for the next look.
    private func file(of nominal: inout Nominal) -> CaseFile {
        var reading = nominal.lastReading
        defer { nominal.lastReading = reading }
        return CaseFile(nominal, directory: directory, offences: scheme.offences, &reading)
    }

    /// The decisions that do not stand.
    ///
    /// One that somebody was told of stands all the same: it stood when it was told, and a stay that vanished could not be
    /// ended. So does one that was imported: the stay began before Throughgate (DESIGN decision 3).
    func held(_ assessment: SchemeAssessment, _ nominal: Nominal) -> Set<String> {
        let incomplete = Set(assessment.incomplete.map(\.decision)).subtracting(nominal.importedDecisions)
        if incomplete.isEmpty { return [] }
        return incomplete.subtracting(nominal.toldDecisions(among: incomplete))
    }
}

extension CaseFile {
    /// The first instant after a moment at which something known of happens, or is taken in by a clock that runs ahead.
    func firstInstant(after now: Timestamp) -> Timestamp? {
        let instants = events.flatMap { [$0.occurred, $0.recorded] } + decisions.flatMap { [$0.at, $0.recorded] }
        return instants.filter { $0 > now }.min()
    }
}

extension Nominal {
    /// The incomplete decisions that somebody was told of: selections that gave a told stay its name, and whatever alone can
    /// have ended one.
    ///
    /// One that was recorded again, whole, before anybody was told is not among them: what was told then was the whole one.
    fileprivate func toldDecisions(among incomplete: Set<String>) -> Set<String> {
        let told = Set(ledger.entries.filter { $0.value.value != ToldLedger.unsentValue }.keys.map(\.spell))
        let selections = incomplete.intersection(told)
        var whole = self
        whole.history.reading.held = incomplete.subtracting(selections)
        let explained = Set(whole.spells.filter { $0.end != nil }.flatMap(\.names))
        let ends = spells.filter { explained.isDisjoint(with: $0.names) && isEndTold(of: $0) }.compactMap(\.end)
        return selections.union(ends.flatMap(history.ends(at:)))
    }

    private func isEndTold(of spell: Spell) -> Bool {
        ledger.entries.contains { spell.names.contains($0.key.spell) && $0.value.value == Standing.ended.rawValue }
    }

    fileprivate var importedDecisions: Set<String> {
        Set(
            history.selections.filter {
                !$0.value.decision.alreadyTold.isEmpty || $0.value.decision.panel?.route == DecisionList.imported
            }.keys)
    }
}

extension Spell {
    /// Every name under which somebody may have been told of it.
    fileprivate var names: [String] { members + [id] }
}

extension NominalHistory {
    /// The decisions that ended a stay at an instant.
    fileprivate func ends(at instant: Timestamp) -> [String] {
        deselections.filter { $0.value.stamp.occurred == instant }.map(\.key)
            + dormancies.filter { $0.value.stamp.occurred == instant }.map(\.key)
            + changes.filter { $0.value.stamp.occurred == instant }.map(\.key)
    }
}
