internal import SchemeEngine

/// What a history was in a scheme's classes when it was last read.
///
/// Most looks come because time went by and not because anybody said something more, and to read a history costs more than
/// to judge it. It is taken over only where everything it was read from is the same, which is quick to see: unchanged
/// collections share their storage. Two records are equal whatever was read of them.
struct LastReading: Sendable, Hashable {
    private struct Source: Sendable, Equatable {
        var history: NominalHistory
        var owningTeam: String?
        var offences: OffenceClasses
    }

    private var kept: (source: Source, value: HistoryInClasses)?

    /// A history in classes, read anew only if anything is otherwise than when it was last read.
    mutating func read(_ history: NominalHistory, owningTeam: String?, offences: OffenceClasses) -> HistoryInClasses {
        var source = Source(history: history, owningTeam: owningTeam, offences: offences)
        // What a look found is no part of what it looks at.
        source.history.reading = SchemeReading()
        if let kept, kept.source == source { return kept.value }
        let value = HistoryInClasses(history, owningTeam: owningTeam, offences: offences)
        kept = (source, value)
        return value
    }

    static func == (_: LastReading, _: LastReading) -> Bool { true }

    func hash(into _: inout Hasher) {}
}
