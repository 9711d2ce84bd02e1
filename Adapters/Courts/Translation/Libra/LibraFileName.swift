/// What the name of a list's source file says, "146_27072020_2578_B01OB00_ADULT_COURT_LIST_DAILY": sequence, day, local
/// justice area, court with room, kind of list (feeds.md 3.2).
struct LibraFileName {
    /// The court's code, without the room.
    var court: Leaf
    /// The room.
    var room: Leaf
    /// The day, as the list itself writes days.
    var day: Leaf

    init(_ name: Leaf) {
        let parts = (name.text ?? "").split(separator: "_", omittingEmptySubsequences: false)
        let unit = parts.count > 3 && parts[3].utf8.count == 7 ? parts[3] : ""
        let date = parts.count > 3 && parts[1].utf8.count == 8 ? parts[1] : ""
        func leaf(_ text: String) -> Leaf { Leaf(text: text.isEmpty ? nil : text, path: name.path) }
        court = leaf(String(unit.prefix(5)))
        room = leaf(String(unit.suffix(2)))
        day = leaf(date.isEmpty ? "" : "\(date.prefix(2))/\(date.dropFirst(2).prefix(2))/\(date.suffix(4))")
    }
}
