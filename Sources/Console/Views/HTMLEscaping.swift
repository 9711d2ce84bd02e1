import Mustache

/// Escapes for HTML scalar by scalar.
///
/// swift-mustache 2.1.1 escapes character by character, and a quotation mark followed by a combining accent is one
/// character that is not in its table: a name typed as `"` + U+0301 + ` onfocus=…` would leave its attribute. Controls that
/// HTML forbids become U+FFFD.
struct HTMLEscaping: MustacheContentType {
    /// The name under which the templates ask for it.
    static let name = "THROUGHGATE-HTML"

    func escapeText(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": result.append(scalar)
            case _ where scalar.properties.generalCategory == .control: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
