package import Formats
package import PolicyText

/// A scheme's rhythm: what comes round for a person, what follows from an event, meetings, feeds, addresses.
public struct TimingRules: Sendable, Hashable {
    /// What comes round for everybody on a cohort: reviews, daily assessments, contacts.
    var rhythms: [PersonRhythm]
    /// What has to follow from something: an induction from a selection, a link from a release.
    var duties: [TimedDuty]
    /// What comes round for the scheme: meetings, selection cycles, reports.
    var calendar: [CalendarRhythm]
    /// Feeds that have to be heard from.
    var feeds: [FeedExpectation]
    /// What an address that no team covers means.
    var addresses: [AddressRule]
    /// Actions that a meeting agreed.
    var actions: [ActionRule]
    /// The years that the scheme's records can speak of.
    var windows: [RecordWindow]

    /// Reads the section of a pack.
    ///
    /// - Throws: a ``FormatError`` with line and column.
    package init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        rhythms = try reader.rules("rhythms", PersonRhythm.init)
        duties = try reader.rules("duties", TimedDuty.init)
        calendar = try reader.rules("calendar", CalendarRhythm.init)
        feeds = try reader.rules("feeds", FeedExpectation.init)
        addresses = try reader.rules("addresses", AddressRule.init)
        actions = try reader.rules("actions", ActionRule.init)
        windows = try reader.rules("windows", RecordWindow.init)
        try reader.finish()
    }
}
