/// Counts the children of every open element by name, to number them in paths.
///
/// The counts of all open elements lie in one stack, a child's on top of its parent's: an element costs no allocation of
/// its own. Mostly few names occur, and a search beats hashing; where many do, a table takes over.
struct XMLOrdinals {
    /// Up to this many different names a search is quicker.
    private static let scanLimit = 16

    private var counts: [(name: String, count: Int)] = []
    /// By depth, the further names of an element that has many.
    private var tables: [Int: [String: Int]] = [:]

    /// How many counts there are.
    var count: Int { counts.count }

    /// The number of the next child of a name.
    ///
    /// - Parameters:
    ///   - name: The child's local name.
    ///   - start: Where the parent's counts start.
    ///   - depth: How many elements are open, the parent included.
    /// - Returns: 1 for the first child of that name.
    mutating func next(_ name: String, from start: Int, depth: Int) -> Int {
        var index = counts.count
        while index > start {
            index &-= 1
            if counts[index].name == name {
                counts[index].count += 1
                return counts[index].count
            }
        }
        guard counts.count - start < Self.scanLimit else { return nextInTable(name, depth) }
        counts.append((name, 1))
        return 1
    }

    /// Forgets the counts of an element that ended.
    ///
    /// - Parameters:
    ///   - start: Where its counts start.
    ///   - depth: How many elements were open, itself included.
    mutating func cut(to start: Int, depth: Int) {
        if counts.count > start { counts.removeLast(counts.count - start) }
        if !tables.isEmpty { tables[depth] = nil }
    }

    private mutating func nextInTable(_ name: String, _ depth: Int) -> Int {
        tables[depth, default: [:]][name, default: 0] += 1
        return tables[depth]?[name] ?? 1
    }
}
