extension FeedDeclaration {
    private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// The declared rhythm; nil when nothing is expected of the feed.
    init?(_ reader: ConfigurationReader) {
        let (every, grace) = (reader.duration("expectEvery"), reader.duration("grace"))
        let (days, hours) = (reader.optionalText("days"), reader.optionalText("hours"))
        guard let every else {
            for key in ["grace", "days", "hours"]
            where [grace?.description, days, hours].contains(where: { $0 != nil }) {
                reader.note(key, "config.rhythm", "Nothing says how often the feed comes.", "Add expectEvery: 24h.")
                break
            }
            return nil
        }
        self.init(expectEvery: every, grace: grace ?? every / 10)
        if let days { self.days = Self.days(days) ?? noted(reader, "days", "mon-fri, or mon,wed,sat", self.days) }
        if let hours { self.hours = Self.hours(hours) ?? noted(reader, "hours", "06:00-20:00", self.hours) }
    }

    private func noted<Value>(_ reader: ConfigurationReader, _ key: String, _ example: String, _ fallback: Value)
        -> Value
    {
        reader.note(key, "config.rhythm", "This is not understood.", "Write \(example).")
        return fallback
    }

    /// "mon-fri", "sat,sun", "fri-mon".
    private static func days(_ text: String) -> Set<Int>? {
        var days: Set<Int> = []
        for part in text.lowercased().split(separator: ",") {
            let ends = part.split(separator: "-").map { word in
                dayNames.firstIndex(of: String(word.filter { !$0.isWhitespace }))
            }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
            for offset in 0...(last - first + 7) % 7 { days.insert((first + offset) % 7) }
        }
        return days.isEmpty ? nil : days
    }

    /// "06:00-20:00"; 24:00 is the day's end.
    private static func hours(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-").map(second)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else { return nil }
        return start..<end
    }

    private static func second(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":").map { Int($0.filter { !$0.isWhitespace }) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0..<60).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 3_600 + minute * 60
    }
}
