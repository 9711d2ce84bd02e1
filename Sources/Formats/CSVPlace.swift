/// A place between two records of a document that is read in slices.
struct CSVPlace {
    /// The line that starts there, from 1.
    var line = 1
    /// How many records lie before it.
    var row = 0
    /// Whether it is the document's start, where a byte order mark may stand.
    var isStart = true
}
