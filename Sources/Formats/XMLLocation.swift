/// Where an element stands, linked to its parent's place so that no path is written until somebody asks.
final class XMLLocation: Sendable {
    private let parent: XMLLocation?
    private let localName: String
    /// 1 for the first element of its name under its parent, 2 for the second.
    private let ordinal: Int

    init(parent: XMLLocation?, localName: String, ordinal: Int) {
        self.parent = parent
        self.localName = localName
        self.ordinal = ordinal
    }

    /// Such as `/Session/Case/Offence[2]`: local names only, and a position only from the second on.
    var path: String {
        let step = "/" + localName + (ordinal > 1 ? "[\(ordinal)]" : "")
        return (parent?.path ?? "") + step
    }
}
