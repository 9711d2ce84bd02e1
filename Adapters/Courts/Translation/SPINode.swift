import Formats

/// An element and its path from the root of the item, which for `RouteData` goes on inside the escaped text.
struct SPINode {
    let element: XMLElement
    let path: String

    /// Every element that a path leads to.
    func elements(at path: SPIPath) -> [XMLElement] {
        var found: [XMLElement] = []
        element.forEach(at: path.steps) { found.append($0) }
        return found
    }

    /// The first node that a path leads to.
    func first(_ path: SPIPath) -> SPINode? {
        elements(at: path).first.map { SPINode(element: $0, path: self.path + "/" + path.text) }
    }

    /// Every node that a path leads to, numbered from 1 as XPath does where the interface allows several.
    func all(_ path: SPIPath, isRepeatable: Bool) -> [SPINode] {
        let found = elements(at: path)
        return found.enumerated().map { index, element in
            let number = isRepeatable || found.count > 1 ? "[\(index + 1)]" : ""
            return SPINode(element: element, path: self.path + "/" + path.text + number)
        }
    }
}

extension XMLElement {
    /// The element's own text with every run of white space made one space; nil when nothing is left.
    var value: String? { text.collapsed }
}

extension String {
    /// The text with every run of white space, Unicode's included, made one space; nil when nothing is left.
    var collapsed: String? {
        guard !isCollapsed else { return isEmpty ? nil : self }
        if utf8.allSatisfy({ $0 < 0x80 && $0 != 11 && $0 != 12 }) {
            let text = StrictText.collapsed(self)
            return text.isEmpty ? nil : text
        }
        let words = unicodeScalars.split { $0.properties.isWhitespace }
        return words.isEmpty ? nil : words.map { String($0) }.joined(separator: " ")
    }

    /// Whether this is certainly its own collapsed form: ASCII with single spaces, and those between words, as mostly.
    private var isCollapsed: Bool {
        var isAfterWord = false
        for byte in utf8 {
            guard byte < 0x80, !(9...13).contains(byte), byte != 32 || isAfterWord else { return false }
            isAfterWord = byte != 32
        }
        return isAfterWord || isEmpty
    }
}
