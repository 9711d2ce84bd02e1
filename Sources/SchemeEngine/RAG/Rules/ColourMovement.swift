import CanonicalModel
import Formats
import PolicyText

/// How slowly colours come down: a minimum stay without an up-trigger, and then only by a recorded decision (6.5).
struct DwellRule: Sendable, Hashable {
    let header: RuleHeader
    let days: Int
    /// Who decides whether a colour comes down once the dwell is over, a role of the pack.
    let role: String
    /// By when, from the end of the dwell.
    let decideWithinDays: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        days = try reader.count("dwell-days")
        role = try reader.text("by")
        decideWithinDays = try reader.count("decide-within-days")
        try reader.finish()
    }
}

/// When automatic proposals stop because somebody's colour goes up and down too often (6.5).
struct FlapRule: Sendable, Hashable {
    let header: RuleHeader
    let changes: Int
    let days: Int
    /// Who is asked instead, a role of the pack.
    let role: String
    let withinHours: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        changes = try reader.count("changes")
        days = try reader.count("within-days")
        role = try reader.text("by")
        withinHours = try reader.count("within-hours")
        try reader.finish()
    }
}

/// How long triggers gather into one alert (6.5).
struct CoalescingRule: Sendable, Hashable {
    let header: RuleHeader
    let minutes: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        minutes = try reader.count("minutes")
        try reader.finish()
    }
}

/// The assessment before a release from prison, and the word ahead to the beat (6.4).
struct ReleaseRule: Sendable, Hashable {
    let header: RuleHeader
    /// How many days before the planned day the owner hears of it.
    let leadDays: Int
    let role: String

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        leadDays = try reader.count("ahead-days")
        role = try reader.text("by")
        try reader.finish()
    }

    /// The beginning of the day on which a planned release comes near.
    func ahead(of day: CalendarDate) -> Timestamp {
        LondonTime.utc(CalendarDate(daysSinceEpoch: day.daysSinceEpoch - leadDays), secondOfDay: 0)
    }
}

/// An assessment every day (RAG-08).
struct DailyRule: Sendable, Hashable {
    let header: RuleHeader
    let role: String
    /// The hour of the local day by which it is made.
    let hour: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        role = try reader.text("by")
        hour = try reader.count("before-hour")
        try reader.finish()
    }
}

/// Something a role has to do within so many hours, and what it is called.
struct ColourDuty: Sendable, Hashable {
    let header: RuleHeader
    let role: String
    let withinHours: Int

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        role = try reader.text("by")
        withinHours = try reader.count("within-hours")
        try reader.finish()
    }
}

/// Which of the four methods of EVAL 3.1 a kind of meeting is (SEL-12).
struct MethodRule: Sendable, Hashable {
    let header: RuleHeader
    let meetings: [String]
    let method: ColourState.Method

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        meetings = try reader.texts("meetings")
        method = try reader.word("method")
        try reader.finish()
    }
}
