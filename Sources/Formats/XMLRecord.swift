/// One record of a long document, with what stands around it.
public struct XMLRecord: Sendable {
    /// The record itself; its path numbers it among its siblings.
    public let element: XMLElement
    /// The elements that it stands in, outermost first, with the children they have had so far but for records.
    ///
    /// Their own text is left out, because it is not known before they end.
    public let surroundings: [XMLElement]
}
