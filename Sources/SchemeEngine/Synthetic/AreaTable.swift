/// What an area is made like: the figures of the sources, beside what is invented because they do not say.
public struct AreaSpecification: Sendable, Hashable {
    /// Of the starters of a group, how many leave within a month.
    public struct Starters: Sendable, Hashable {
        var starts: Int
        var early: Int
    }

    /// A word for folders and ids.
    public var id: String
    /// The name of the sources.
    public var name: String
    /// The caseload (EVAL table 3.2; CLV 8.17).
    public var people: Int
    /// Of them, supervised by statute.
    public var statutory: Int
    /// Of them, in a PPO scheme.
    public var ppo: Int
    /// Offences on record, tenths a person (EVAL table 3.3).
    var offences: Int
    /// Primary offences, tenths a person.
    var occasions: Int
    /// Breaches of orders, tenths a person.
    var breaches: Int
    /// Age at first conviction, hundredths of a year.
    var ageAtFirst: Int
    /// Age on the first day, hundredths of a year.
    var age: Int
    /// The word of those who are no priority offenders.
    var otherCohort: String { scheme.cohort }
    /// The partnership it is, whose pack and agreement it runs by.
    public var scheme: AreaScheme
    /// Whether under-eighteens are on the scheme (EVAL 3.1: West Yorkshire and the West Midlands).
    var hasYouths = false
    /// Whether colours are used (CLV 8.11: in some of Cleveland's areas only).
    var hasColours = true
    /// Officers who work with the cohort and nothing else.
    public var officers: Int?
    /// Postcodes of this area exist nowhere.
    var postcodeArea: String
    /// Of 1,000 people, how many leave and are replaced in a month.
    var monthlyTurnover = 30
    /// The starters of eleven months, where a source says how many left within a month; by statutory and PPO.
    var starters: [Group: Starters]?

    /// Statutory or not, PPO or not.
    public struct Group: Sendable, Hashable, Comparable {
        var isPPO: Bool
        var isStatutory: Bool
        /// In a fixed order, so that a seed means one area.
        public static func < (left: Group, right: Group) -> Bool { left.rank < right.rank }
        private var rank: Int { (isPPO ? 2 : 0) + (isStatutory ? 1 : 0) }
        static let all = [
            Group(isPPO: false, isStatutory: false), Group(isPPO: false, isStatutory: true),
            Group(isPPO: true, isStatutory: false), Group(isPPO: true, isStatutory: true),
        ]
    }

    /// How many of each group: the sources give the two margins; that more PPOs than others are supervised is ours.
    func size(of group: Group) -> Int {
        let both = ppo * (statutory + (people - statutory) * 3 / 10) / max(people, 1)
        switch (group.isPPO, group.isStatutory) {
        case (true, true): return both
        case (true, false): return ppo - both
        case (false, true): return statutory - both
        case (false, false): return people - statutory - ppo + both
        }
    }

    /// The same area with fewer people, for a test.
    public func scaled(to fewer: Int) -> AreaSpecification {
        var area = self
        area.statutory = statutory * fewer / people
        area.ppo = ppo * fewer / people
        area.people = fewer
        area.starters = nil
        return area
    }
}

/// The areas of the sources.
public enum AreaTable: String, Sendable, CaseIterable {
    /// The five pioneer areas: tables 3.2 and 3.3, and table 3.1 in one of them.
    case pioneers = "table-3.2"
    /// Two of Cleveland's four schemes, with their officers.
    case cleveland = "cleveland-8.17"

    /// The areas.
    public var areas: [AreaSpecification] { self == .pioneers ? Self.pioneerAreas : Self.clevelandAreas }

    /// EVAL table 3.2 gives percentages: the whole numbers that round to them. Table 3.3 calls the sites Bristol, Lancashire,
    /// Nottingham, West Midlands and West Yorkshire; its means are of larger samples (n = 420, 1072, 349, 205, 1152), whose
    /// sum is not the 3,104 of its text, so its means are taken and its numbers of people are not.
    private static let pioneerAreas = [
        AreaSpecification(
            id: "avon-somerset", name: "Avon & Somerset", people: 438, statutory: 293, ppo: 140, offences: 702,
            occasions: 224, breaches: 36, ageAtFirst: 1_798, age: 2_976, scheme: .bristol, postcodeArea: "QA"),
        AreaSpecification(
            id: "lancashire", name: "Lancashire", people: 421, statutory: 143, ppo: 93, offences: 517, occasions: 174,
            breaches: 40, ageAtFirst: 1_703, age: 2_766, scheme: .lancashire, postcodeArea: "QB"),
        AreaSpecification(
            id: "nottinghamshire", name: "Nottinghamshire", people: 591, statutory: 431, ppo: 414, offences: 528,
            occasions: 217, breaches: 74, ageAtFirst: 1_670, age: 2_854, scheme: .nottinghamshire, postcodeArea: "QC"),
        AreaSpecification(
            id: "west-midlands", name: "West Midlands", people: 215, statutory: 108, ppo: 88, offences: 532,
            occasions: 210, breaches: 38, ageAtFirst: 1_617, age: 2_629, scheme: .westMidlands, hasYouths: true,
            postcodeArea: "QD"),
        AreaSpecification(
            id: "west-yorkshire", name: "West Yorkshire", people: 670, statutory: 496, ppo: 322, offences: 459,
            occasions: 199, breaches: 50, ageAtFirst: 1_547, age: 2_523, scheme: .leeds, hasYouths: true,
            postcodeArea: "QE",
            starters: earlyLeavers),
    ]

    /// EVAL table 3.1: 9%, 6.3%, 10.9%, 8.8% and 8.3% together. It is of one area that the source does not name; the largest
    /// is taken for it. The smallest starts that give these percentages and fit the area's turnover are ours.
    private static let earlyLeavers: [AreaSpecification.Group: AreaSpecification.Starters] = [
        .init(isPPO: false, isStatutory: false): .init(starts: 44, early: 4),
        .init(isPPO: false, isStatutory: true): .init(starts: 111, early: 7),
        .init(isPPO: true, isStatutory: false): .init(starts: 46, early: 5),
        .init(isPPO: true, isStatutory: true): .init(starts: 102, early: 9),
    ]

    /// CLV 8.17: 30 PPOs, 35 HCCOs and two officers; 40 PPOs, "100+" HCCOs and one. What else they are like is invented.
    private static let clevelandAreas = [
        AreaSpecification(
            id: "redcar-cleveland", name: "Redcar and Cleveland", people: 65, statutory: 40, ppo: 30, offences: 480,
            occasions: 190, breaches: 45, ageAtFirst: 1_650, age: 2_700,
            scheme: .cleveland("cleveland-redcar-and-cleveland"), hasColours: false,
            officers: 2, postcodeArea: "QF", monthlyTurnover: 15),
        AreaSpecification(
            id: "middlesbrough", name: "Middlesbrough", people: 140, statutory: 84, ppo: 40, offences: 510,
            occasions: 200, breaches: 48, ageAtFirst: 1_640, age: 2_750, scheme: .cleveland("cleveland-middlesbrough"),
            officers: 1, postcodeArea: "QG", monthlyTurnover: 15),
    ]
}

extension AreaSpecification {
    /// The area's row of table 3.2 or of paragraph 8.17, as the source prints it.
    public var tableRow: String {
        let each = officers.map { ", \(Decimal.text(people, over: $0, decimals: 1)) for each officer" } ?? ""
        return "\(people), \(Decimal.text(statutory * 100, over: people, decimals: 0))%, "
            + "\(Decimal.text(ppo * 100, over: people, decimals: 0))%" + each
    }

    /// The area's row of table 3.3, as the source prints it.
    public var historyRow: String {
        [(offences, 1), (occasions, 1), (breaches, 1), (ageAtFirst, 2), (age, 2)].map { value, decimals in
            Decimal.text(value, over: decimals == 1 ? 10 : 100, decimals: decimals)
        }.joined(separator: ", ")
    }

    /// Whether table 3.1 is of it.
    public var hasEarlyLeavers: Bool { starters != nil }
}
