/// A path of child elements below another, "BaseOffenceDetails/OffenceCode", by local names.
///
/// The reader follows it and the translator names it in a problem, so that the two cannot disagree.
struct XMLPath: Sendable, ExpressibleByStringLiteral {
    /// As written.
    let text: String
    /// The local names, outermost first.
    let steps: [String]

    init(stringLiteral text: String) {
        self.text = text
        steps = text.split(separator: "/").map(String.init)
    }
}
