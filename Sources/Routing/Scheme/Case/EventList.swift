internal import CanonicalModel
internal import SchemeEngine

/// Collects the events of a case file; one event an id.
struct EventList {
    let offences: OffenceClasses
    private(set) var all: [CaseEvent] = []
    /// The event that a message's id names, so that a panel may cite it: by the message's key and by its id alone.
    private(set) var names: [String: String] = [:]
    private var counts: [String: Int] = [:]

    init(offences: OffenceClasses) { self.offences = offences }

    /// Adds what one message says; the second thing that it says is "ID#2".
    ///
    /// - Parameter id: nil for the message's own.
    mutating func add(
        _ kind: CaseEvent.Kind, _ stamp: Stamp, id: String? = nil, at occurred: Timestamp? = nil,
        _ fill: (inout CaseEvent.Detail) -> Void = { _ in }
    ) {
        let base = id ?? stamp.message
        let count = counts[base, default: 0] + 1
        counts[base] = count
        let name = count == 1 ? base : "\(base)#\(count)"
        var detail = CaseEvent.Detail()
        fill(&detail)
        all.append(
            CaseEvent(
                id: name, kind: kind, occurred: occurred ?? stamp.occurred, recorded: stamp.recorded, detail: detail))
        note(stamp, as: name)
    }

    /// A panel cites a message by its id, or by feed and id.
    private mutating func note(_ stamp: Stamp, as name: String) {
        for key in [stamp.message, stamp.id] where names[key] == nil { names[key] = name }
    }
}

extension Stamp {
    /// The agency whose feed said it ("/courts/spi" is "courts").
    var party: String { source.split(separator: "/").first.map(String.init) ?? source }

    /// The message's id alone; the feed and a space stand before it.
    var id: String { String(message.drop { $0 != " " }.dropFirst()) }
}
