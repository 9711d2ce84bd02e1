import CanonicalModel
import Routing

/// The identity rules over people in memory: what the core does between its store's indexes, and nothing else.
struct IdentityBook {
    private(set) var records: [Int64: NominalHistory] = [:]
    private var byIdentifier: [PersonIdentifier: Int64] = [:]
    private var byBlock: [String: Set<Int64>] = [:]
    private var sequence: Int64 = 0
    private let day: CalendarDate
    private let time: Timestamp

    init(on day: CalendarDate) {
        self.day = day
        time = day.startOfDay
    }

    /// Opens a record for somebody who was selected.
    mutating func open(_ person: Person, as number: Int64) {
        records[number] = NominalHistory()
        fold(person, into: number)
    }

    /// Whose a message is, by the rules.
    mutating func resolve(_ person: Person) -> IdentityResolver.Resolution {
        let matches = records(with: person.identifiers)
        var evidence = IdentityResolver.Evidence(byIdentifier: matches)
        if matches.count == 1, let match = matches.first, let history = records[match] {
            evidence.contradiction = IdentityResolver.contradiction(person, history, on: day)
        } else if matches.isEmpty {
            evidence.probable = probable(person)
        }
        let resolution = IdentityResolver.resolve(evidence)
        if case .nominal(let number) = resolution { fold(person, into: number) }
        return resolution
    }

    /// Whether a register's merge would unite by itself; nil when nobody is to be united.
    func wouldUnite(_ person: Person, removed: PersonIdentifier) -> Bool? {
        guard let kept = records(with: person.identifiers).first, let given = byIdentifier[removed], kept != given,
            let one = records[kept], let other = records[given]
        else { return nil }
        return IdentityResolver.contradiction(one, other, giving: [removed], on: day) == nil
    }

    private func records(with identifiers: [PersonIdentifier]) -> Set<Int64> {
        Set(identifiers.filter(\.isStrong).compactMap { byIdentifier[$0] })
    }

    private func probable(_ person: Person) -> [Int64: ProbableMatch] {
        let profile = PersonProfile(person, on: day)
        guard profile.isPerson else { return [:] }
        var found = [Int64: ProbableMatch]()
        for number in Set(BlockingKeys.lookup(profile).flatMap { byBlock[$0] ?? [] }) {
            guard let history = records[number] else { continue }
            let match = ProbableMatch(profile, with: PersonProfile(history, on: day))
            if match.isProbable { found[number] = match }
        }
        return found
    }

    private mutating func fold(_ person: Person, into number: Int64) {
        sequence += 1
        let message = CanonicalMessage(
            id: "\(sequence)", source: "/test", time: time, recordedTime: time.adding(seconds: sequence),
            fact: .addressChanged(AddressChange(person: person)))
        let before = records[number] ?? NominalHistory()
        _ = records[number, default: NominalHistory()].fold(
            AcceptedMessage(message, sequence: sequence, digest: "\(sequence)", origin: number))
        for identifier in person.identifiers where identifier.isStrong && byIdentifier[identifier] == nil {
            byIdentifier[identifier] = number
        }
        guard let history = records[number],
            (history.names.count, history.births.count, history.postcodes.count)
                != (before.names.count, before.births.count, before.postcodes.count)
        else { return }
        for key in BlockingKeys.of(PersonProfile(history, on: day)) { byBlock[key, default: []].insert(number) }
    }
}
