import CanonicalModel

/// Puts what was said into the files that arrive: rows of one moment and layout in one file, a document in one of its own.
struct FeedPacker {
    private(set) var files: [SyntheticFile] = []
    private var count = 0
    /// The first download of a large force is more than one file: what an adapter makes of a file is one document.
    private static let rowLimit = 4_000

    /// - Parameter begins: names the folder of what arrives before the first month.
    init(_ items: [FeedItem], begins: ReportMonth) {
        var groups = [String: [FeedItem]]()
        for item in items { groups[Self.group(item), default: []].append(item) }
        let ordered = groups.values.sorted {
            ($0[0].arrivesAt, Self.group($0[0])) < ($1[0].arrivesAt, Self.group($1[0]))
        }
        for group in ordered { pack(group, begins) }
    }

    private static func group(_ item: FeedItem) -> String {
        let moment = "\(item.feed.rawValue) \(item.arrivesAt.microseconds)"
        switch item.body {
        case .row(let layout, let values):
            // A file may not hold two versions of one record as of one day, so what comes late has a file of its own.
            return "\(moment) \(layout.rawValue) \(values["extract_date"] ?? "")"
        case .line: return moment + " lines"
        case .document: return moment + " documents"
        }
    }

    private mutating func pack(_ items: [FeedItem], _ begins: ReportMonth) {
        guard let first = items.first else { return }
        switch first.body {
        case .row(let layout, _):
            for start in stride(from: 0, to: items.count, by: Self.rowLimit) {
                let part = Array(items[start..<min(start + Self.rowLimit, items.count)])
                add(first, rows(part, layout), "\(layout.rawValue).csv", begins)
            }
        case .line:
            let lines = items.compactMap { if case .line(let bytes) = $0.body { bytes + [10] } else { nil } }
            add(first, Array(lines.joined()), "hub.jsonl", begins)
        case .document:
            for item in items {
                if case .document(let bytes, let suffix) = item.body {
                    add(item, bytes, "\(item.feed.rawValue).\(suffix)", begins)
                }
            }
        }
    }

    private func rows(_ items: [FeedItem], _ layout: FeedLayoutKind) -> [UInt8] {
        var lines = [layout.columns.joined(separator: ",")]
        for item in items {
            guard case .row(_, let values) = item.body else { continue }
            lines.append(layout.columns.map { values[$0] ?? "" }.joined(separator: ","))
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private mutating func add(_ item: FeedItem, _ bytes: [UInt8], _ name: String, _ begins: ReportMonth) {
        count += 1
        let month = max(ReportMonth(of: item.arrivesAt.date), begins)
        let folder = "\(item.feed.rawValue)/\(month)"
        files.append(
            SyntheticFile(
                feed: item.feed, name: "\(folder)/\(String(1_000_000 + count).dropFirst())-\(name)",
                arrivesAt: item.arrivesAt,
                bytes: bytes))
    }
}
