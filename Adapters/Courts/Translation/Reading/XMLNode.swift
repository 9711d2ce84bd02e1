import Formats

/// An element and its path from the root of the item, which for `RouteData` goes on inside the escaped text.
struct XMLNode {
    let element: XMLElement
    let path: String

    /// Every element that a path leads to.
    func elements(at path: XMLPath) -> [XMLElement] {
        var found: [XMLElement] = []
        element.forEach(at: path.steps) { found.append($0) }
        return found
    }

    /// The first node that a path leads to.
    func first(_ path: XMLPath) -> XMLNode? {
        elements(at: path).first.map { XMLNode(element: $0, path: self.path + "/" + path.text) }
    }

    /// Every node that a path leads to, numbered from 1 as XPath does where the interface allows several.
    func all(_ path: XMLPath, isRepeatable: Bool) -> [XMLNode] {
        let found = elements(at: path)
        return found.enumerated().map { index, element in
            let number = isRepeatable || found.count > 1 ? "[\(index + 1)]" : ""
            return XMLNode(element: element, path: self.path + "/" + path.text + number)
        }
    }
}

extension XMLNode {
    /// The value at a path below this element; of several the first, which ``Findings`` then faults.
    func leaf(_ path: XMLPath) -> Leaf {
        let found = elements(at: path)
        return Leaf(
            text: found.first?.value, path: self.path + "/" + path.text,
            trouble: found.count > 1 ? .repeated : nil)
    }

    /// The element's own value.
    var leaf: Leaf { Leaf(text: element.value, path: path) }
}

extension XMLElement {
    /// The element's own text with every run of white space made one space; nil when nothing is left.
    var value: String? { text.collapsed }
}
