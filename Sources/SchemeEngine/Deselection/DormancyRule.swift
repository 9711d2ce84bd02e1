import Formats
import PolicyText

/// How long somebody stays on the dormant list, and how often that is looked at again (DES-11, DES-12).
///
/// A list that nobody ever leaves breaks the storage limit (DPA 2018 s.39), so that both lengths have to be given.
struct DormancyRule: Sendable, Hashable {
    var header: RuleHeader
    var review: Interval
    var end: Interval
    var owner: String
    var within: Interval

    init(_ value: YAMLValue) throws(FormatError) {
        var reader = try PolicyReader(value)
        header = try RuleHeader(&reader)
        review = try reader.rhythm("review")
        end = try reader.rhythm("end")
        owner = try reader.text("owner")
        within = try reader.interval("within")
        try reader.finish()
    }
}
