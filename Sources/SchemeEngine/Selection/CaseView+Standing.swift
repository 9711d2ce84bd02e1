import CanonicalModel

extension CaseView {
    /// Events that still stand: not those whose matter was dropped or ended in acquittal (``ClearedMatters``).
    ///
    /// What was somebody else's is out of the view already.
    var standing: [CaseEvent] {
        let cleared = ClearedMatters(events)
        return events.filter { !cleared.isTakenBack($0, by: known) }
    }
}
