/// One value of an item as written, and where it stands; white space is collapsed, and empty reads as absent.
struct Leaf {
    /// What kept a value from being read at all.
    enum Trouble {
        /// The element or member occurs more than once where the interface has one: readers differ on which counts.
        case repeated
        /// An object or a list stands where a text belongs.
        case notAText
    }

    /// The value.
    var text: String?
    /// Where it stands, or would.
    var path: String
    var trouble: Trouble?
}
