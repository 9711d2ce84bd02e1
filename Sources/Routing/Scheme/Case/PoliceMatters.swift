internal import CanonicalModel
internal import SchemeEngine

/// What police records amount to: one thing an arrest, end and class of offence, however many feeds tell it.
struct PoliceMatters {
    /// What one record says of one class of offence.
    struct Part {
        var kind: CaseEvent.Kind
        var stamp: Stamp
        var record: String
        /// What ties an end to its arrest.
        var matter: String
        var offence: String?
        var outcome: String?
        var appearance: CalendarDate?
    }

    /// What several feeds tell of one arrest, or of one end of it.
    struct Group {
        /// Nil for a record without a summons number: it is nobody else's.
        var name: String?
        var parts: [Part]
    }

    private let summons: [String: String]
    private let offences: OffenceClasses
    /// How many offences of a class each matter is about, and how many of them no further action ended.
    private var arrested: [Key: Int] = [:]
    private var dropped: [Key: [String: Int]] = [:]

    private struct Key: Hashable {
        var matter: String
        var offence: String?
    }

    init(_ history: NominalHistory, _ offences: OffenceClasses) {
        self.offences = offences
        let records = PoliceRecord.Kind.allCases.flatMap { history.records($0.messageType) }
        summons = Self.summonsNumbers(records)
        for record in records { count(record) }
    }

    /// What records of one kind say, in order; each class of offence once in a group.
    func groups(of records: [AgedRecord], _ offences: OffenceClasses) -> [Group] {
        var groups = [Group]()
        var places = [String: Int]()
        for record in records.sorted(by: { $0.stamp < $1.stamp }) {
            for part in parts(of: record) {
                let name = name(of: part, record) ?? ""
                let key = name.isEmpty ? record.stamp.message : name
                if let place = places[key] {
                    groups[place].parts.append(part)
                } else {
                    places[key] = groups.count
                    groups.append(Group(name: name.isEmpty ? nil : name, parts: [part]))
                }
            }
        }
        return groups.map(settled)
    }
}

extension PoliceMatters {
    /// Two ends of one arrest are two: bail first and no further action later, or a caution for one of its offences.
    private func name(of part: Part, _ record: AgedRecord) -> String? {
        guard case .police(let said) = record.fact, let number = number(of: said) else { return nil }
        return ([part.kind.rawValue, number] + [part.outcome].compactMap(\.self)).joined(separator: " ")
    }

    private func parts(of record: AgedRecord) -> [Part] {
        guard case .police(let said) = record.fact, let kind = said.eventKind else { return [] }
        let names = Set(said.offences.map { offences.name(of: $0.code) }).sorted()
        return (names.isEmpty ? [nil] : names.map(Optional.some)).map { offence in
            let ofClass = said.offences.filter { offences.name(of: $0.code) == offence }
            return Part(
                kind: kind, stamp: record.stamp, record: said.reference, matter: matter(of: said), offence: offence,
                outcome: said.outcome(of: ofClass), appearance: said.appearanceDate)
        }
    }

    /// Each class once, when it was first told. A feed that gives no offence tells of those that another gives.
    private func settled(_ group: Group) -> Group {
        guard let first = group.parts.first else { return group }
        let named = group.parts.filter { $0.offence != nil }
        let isWhole = group.parts.contains { part in
            part.offence == nil && part.outcome == Self.noFurtherAction
                && named.contains { $0.stamp.source == part.stamp.source && $0.record != part.record }
        }
        var parts = named.isEmpty || isWhole ? Array(group.parts.filter { $0.offence == nil }.prefix(1)) : []
        if parts.isEmpty {
            var seen = Set<String?>()
            parts = named.filter { seen.insert($0.offence).inserted }
        }
        if first.offence == nil, !parts.isEmpty { parts[0].stamp = first.stamp }
        return Group(name: group.name, parts: parts.map { inPart($0, named) })
    }

    /// No further action on one of two burglaries leaves the other: the class is dropped when all of it is.
    private func inPart(_ part: Part, _ all: [Part]) -> Part {
        guard part.outcome == Self.noFurtherAction, part.offence != nil else { return part }
        let key = Key(matter: part.matter, offence: part.offence)
        let (arrests, drops) = (arrested[key, default: 0], dropped[key, default: [:]].values.max() ?? 0)
        guard arrests > 1 else { return part }
        var part = part
        if arrests > drops { part.outcome = Self.noFurtherAction + "-in-part" }
        part.stamp = all.last { $0.offence == part.offence }?.stamp ?? part.stamp
        return part
    }

    private static let noFurtherAction = "no-further-action"

    private mutating func count(_ record: AgedRecord) {
        guard case .police(let said) = record.fact else { return }
        for (offence, codes) in Dictionary(grouping: said.offences, by: { offences.name(of: $0.code) }) {
            let key = Key(matter: matter(of: said), offence: offence)
            switch said.kind {
            case .arrest, .charge: arrested[key] = max(arrested[key, default: 0], codes.count)
            case .disposal where said.outcome(of: codes) == Self.noFurtherAction:
                dropped[key, default: [:]][record.stamp.source, default: 0] += codes.count
            case .disposal, .remand, .release: break
            }
        }
    }

    private func matter(of said: PoliceRecord) -> String { number(of: said) ?? said.custodyRecord ?? said.reference }

    private func number(of said: PoliceRecord) -> String? {
        said.summonsNumber ?? said.custodyRecord.flatMap { summons[$0] }
    }

    /// The arrest summons number of each custody record that some report gives both of: a custody suite's no further action
    /// often bears its own number alone, and would else clear nothing.
    private static func summonsNumbers(_ records: [AgedRecord]) -> [String: String] {
        let pairs = records.compactMap { record -> (String, String)? in
            guard case .police(let said) = record.fact, let number = said.custodyRecord else { return nil }
            return said.summonsNumber.map { (number, $0) }
        }
        // Two numbers for one record say of neither that it is the one.
        return Dictionary(grouping: pairs, by: \.0).compactMapValues { pairs in
            Set(pairs.map(\.1)).count == 1 ? pairs[0].1 : nil
        }
    }
}

extension PoliceRecord {
    /// The arrest summons number in its one form; nil for one that is none.
    fileprivate var summonsNumber: String? { asn.flatMap { ASN($0) }.map { "\($0)" } }

    /// A remand or a release by the police sets off nothing that the arrest and the charge did not.
    fileprivate var eventKind: CaseEvent.Kind? {
        switch kind {
        case .arrest: .arrest
        case .charge: .charge
        case .disposal: .disposal
        case .remand, .release: nil
        }
    }

    /// How the matter ended for some of its offences: the police's own code in the scheme's words, or what the court's codes
    /// amount to.
    fileprivate func outcome(of offences: [Offence]) -> String? {
        guard kind == .disposal else { return nil }
        if let disposalCode { return Self.words[disposalCode.uppercased()] ?? disposalCode.lowercased() }
        guard !offences.isEmpty else { return nil }
        let isCleared = offences.allSatisfy { offence in
            offence.resultCodes.contains(where: CourtResultCodes.acquittedOrDismissed.contains)
        }
        return isCleared ? "discontinued" : "convicted"
    }

    private static let words = ["NFA": "no-further-action", "CAUTION": "caution"]
}
