/// An element's start tag and where it stands, linked to its parent's so that no path is written until somebody asks.
final class XMLTag: Sendable {
    let localName: String
    let namespace: String?
    let attributes: [XMLAttribute]
    private let parent: XMLTag?
    /// 1 for the first element of its name under its parent, 2 for the second.
    private let ordinal: Int

    init(_ name: XMLName, _ attributes: [XMLAttribute], parent: XMLTag?, ordinal: Int) {
        localName = name.local
        namespace = name.namespace
        self.attributes = attributes
        self.parent = parent
        self.ordinal = ordinal
    }

    /// Such as `/Session/Case/Offence[2]`: local names only, and a position only from the second on.
    var path: String {
        let step = "/" + localName + (ordinal > 1 ? "[\(ordinal)]" : "")
        return (parent?.path ?? "") + step
    }
}
