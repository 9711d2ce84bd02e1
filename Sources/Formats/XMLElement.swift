/// One element of a document that ``StrictXML`` has read.
///
/// Lookups match local names only: the same feed arrives under several namespaces and prefixes.
public struct XMLElement: Sendable {
    /// Shared by every copy: an element is copied often, and three references are quicker counted than six.
    let tag: XMLTag
    /// The child elements in order.
    public let children: [XMLElement]
    /// The element's own character data, CDATA included, joined across children and comments, white space untouched.
    public let text: String

    /// The name without its prefix.
    public var localName: String { tag.localName }
    /// The namespace the element is in, or nil.
    public var namespace: String? { tag.namespace }
    /// The attributes in the order written.
    public var attributes: [XMLAttribute] { tag.attributes }
    /// Where the element stands, such as `/Session/Case/Offence[2]`.
    public var path: String { tag.path }

    /// The element's own text without white space at its ends.
    public var trimmedText: String { StrictText.trimmed(text) }
}

// MARK: - Attributes and children

extension XMLElement {
    /// The value of an attribute.
    ///
    /// - Parameter localName: The name without a prefix.
    /// - Returns: The value; of two attributes that differ in namespace only, the one without a namespace.
    public func attribute(_ localName: String) -> String? {
        let named = attributes.lazy.filter { $0.localName == localName }
        return (named.first { $0.namespace == nil } ?? named.first)?.value
    }

    /// The first child of a name.
    ///
    /// - Parameter localName: The name without a prefix.
    /// - Returns: The child, or nil.
    public func first(_ localName: String) -> XMLElement? { children.first { $0.localName == localName } }

    /// Every child of a name.
    ///
    /// - Parameter localName: The name without a prefix.
    /// - Returns: The children in order.
    public func all(_ localName: String) -> [XMLElement] { children.filter { $0.localName == localName } }

    /// The text of the first child of a name, without white space at its ends.
    ///
    /// - Parameter localName: The name without a prefix.
    /// - Returns: The text, "" for an empty child, nil when there is no such child.
    public func text(of localName: String) -> String? { first(localName)?.trimmedText }
}

// MARK: - Paths

extension XMLElement {
    /// The first element, in document order, that a path of child names leads to.
    ///
    /// - Parameter localNames: The names from this element's child downwards.
    /// - Returns: The element; a branch that lacks a later step is passed over for the next.
    public func first(at localNames: String...) -> XMLElement? { first(at: localNames[...]) }

    /// Every element that a path of child names leads to.
    ///
    /// - Parameter localNames: The names from this element's child downwards.
    /// - Returns: The elements in document order.
    public func all(at localNames: String...) -> [XMLElement] {
        var found: [XMLElement] = []
        forEach(at: localNames) { found.append($0) }
        return found
    }

    /// Visits every element that a path of child names leads to, in document order.
    ///
    /// - Parameters:
    ///   - localNames: The names from this element's child downwards; without any the path leads to this element.
    ///   - visit: Is handed each element.
    public func forEach(at localNames: [String], _ visit: (XMLElement) -> Void) { walk(localNames, 0, visit) }

    /// The text of the first element that a path of child names leads to, without white space at its ends.
    ///
    /// - Parameter localNames: The names from this element's child downwards.
    /// - Returns: The text, "" for an empty element, nil when the path leads nowhere.
    public func text(at localNames: String...) -> String? { first(at: localNames[...])?.trimmedText }

    /// Every element of a name below this one, however deep.
    ///
    /// - Parameter localName: The name without a prefix.
    /// - Returns: The elements in document order.
    public func descendants(_ localName: String) -> [XMLElement] {
        var found: [XMLElement] = []
        collect(localName, into: &found)
        return found
    }

    private func first(at localNames: ArraySlice<String>) -> XMLElement? {
        guard let name = localNames.first else { return self }
        for child in children where child.localName == name {
            if let found = child.first(at: localNames.dropFirst()) { return found }
        }
        return nil
    }

    /// Children are looked at where they lie: copying one out of its array counts references.
    private func walk(_ localNames: [String], _ step: Int, _ visit: (XMLElement) -> Void) {
        guard step < localNames.count else { return visit(self) }
        for index in children.indices where children[index].tag.localName == localNames[step] {
            if step + 1 == localNames.count {
                visit(children[index])
            } else {
                children[index].walk(localNames, step + 1, visit)
            }
        }
    }

    private func collect(_ localName: String, into found: inout [XMLElement]) {
        for child in children {
            if child.localName == localName { found.append(child) }
            child.collect(localName, into: &found)
        }
    }
}
