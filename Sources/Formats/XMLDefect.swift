/// Every way in which bytes can fail to be the XML we read.
enum XMLDefect {
    case tooManyBytes, empty, notWellFormed, unfinished, misplacedDeclaration, undefinedEntity, namespace
    case documentType, entity, encoding, version, outOfMemory
    case tooDeep, tooManyElements, tooManyAttributes, tooManyRecords, textTooLong, nameTooLong, markupTooLong

    /// The stable rule, a sentence without its full stop that never holds the payload's own text, and the remedy.
    var explanation: (rule: String, message: String, remedy: String) {
        switch self {
        case .tooManyBytes:
            ("xml.size", "The document goes over the byte limit", "Send smaller documents.")
        case .empty:
            ("xml.empty", "The document holds nothing", "Send one XML document.")
        case .notWellFormed:
            ("xml.not-well-formed", "The document is not well-formed XML", "Write XML with an XML library.")
        case .unfinished:
            ("xml.not-well-formed", "The document ends before its root element does", "Send the whole document.")
        case .misplacedDeclaration:
            (
                "xml.not-well-formed", "Something stands before the XML declaration",
                "Start the document with the declaration, or leave the declaration out."
            )
        case .undefinedEntity:
            (
                "xml.not-well-formed", "An entity is used that XML does not predefine",
                "Write the character itself or its number."
            )
        case .namespace:
            (
                "xml.namespace", "A namespace prefix is undeclared, reserved or wrongly declared",
                "Declare every prefix in use."
            )
        case .documentType:
            ("xml.doctype", "The document has a document type declaration", "Leave out the DOCTYPE.")
        case .entity:
            ("xml.entity", "The document declares an entity", "Write the text where it belongs.")
        case .encoding:
            (
                "xml.encoding", "The bytes do not fit the encoding, or the encoding is not one we read",
                "Send UTF-8 and declare it."
            )
        case .version:
            ("xml.version", "The document declares a version of XML other than 1.0", "Send XML 1.0.")
        case .outOfMemory:
            ("xml.memory", "Reading the document would take too much memory", "Send smaller documents.")
        case .tooDeep:
            ("xml.depth", "Elements are nested over the depth limit", "Send a flatter document.")
        case .tooManyElements:
            ("xml.elements", "The document goes over the limit of elements", "Split the document.")
        case .tooManyAttributes:
            ("xml.attributes", "An element goes over the limit of attributes", "Send fewer attributes.")
        case .tooManyRecords:
            ("xml.records", "The document goes over the limit of records", "Split the document.")
        case .textTooLong:
            ("xml.text-size", "A text or an attribute goes over the length limit", "Send shorter texts.")
        case .nameTooLong:
            ("xml.name-size", "A name or a namespace goes over the length limit", "Send shorter names.")
        case .markupTooLong:
            (
                "xml.markup-size", "A tag, comment or processing instruction goes over the length limit",
                "Send shorter tags and comments."
            )
        }
    }
}

extension FormatError {
    /// Spells a defect out for the sender.
    ///
    /// - Parameters:
    ///   - defect: What is wrong.
    ///   - path: The elements open there.
    ///   - place: The line and column, both from 1, when reading had begun.
    init(_ defect: XMLDefect, path: String, place: (line: UInt, column: UInt)?) {
        let explanation = defect.explanation
        let suffix = place.map { " at \($0.line):\($0.column)." } ?? "."
        self.init(
            path: path, rule: explanation.rule, message: explanation.message + suffix, remedy: explanation.remedy)
    }
}
