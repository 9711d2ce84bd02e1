import CanonicalModel

/// A nominal on the roster.
///
/// The colour shown is blue while in custody, with the risk beneath it kept (agreement reference 6.1), and amber while
/// nobody assessed it.
struct RosterRowView {
    let person: String
    let born: String
    let hasBorn: Bool
    let colour: String
    let colourClass: String
    let place: String
    let hasPlace: Bool
    let beneath: String
    let hasBeneath: Bool
    let since: String
    let hasSince: Bool

    init(_ entry: RosterEntry) {
        let isHeld = entry.custody?.isHeld ?? false
        let risk = entry.rating?.rawValue.capitalisedFirst
        person = entry.name ?? "Name not released to you"
        born = entry.dateOfBirth?.englishText ?? ""
        hasBorn = entry.dateOfBirth != nil
        colour = isHeld ? "Blue" : risk ?? "Not rated"
        colourClass = isHeld ? "blue" : entry.rating?.rawValue ?? "grey"
        place = entry.custody?.text ?? ""
        hasPlace = entry.custody != nil
        beneath = risk.map { "Risk on release: \($0.lowercased()) until assessed again" } ?? ""
        hasBeneath = isHeld && risk != nil
        since = entry.since?.englishText ?? ""
        hasSince = entry.since != nil
    }
}

extension String {
    /// "red" → "Red".
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
