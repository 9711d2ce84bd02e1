/// The hub's first page: what waits.
struct HubOverviewView: PageView {
    static let template = "hub"

    struct Colour {
        let name: String
        let style: String
        let count: String
    }

    let navigation = HubNavigation("/hub")
    let scheme: String
    let colours: [Colour]
    let hasCohort: Bool
    let cohort: String
    let candidates: String
    let tasks: String
    let overdue: String
    let isOverdue: Bool

    init(_ overview: HubOverview) {
        scheme = overview.scheme
        colours = overview.colours.filter { $0.count > 0 }.map {
            Colour(name: $0.colour.text, style: $0.colour.style, count: String($0.count))
        }
        let size = overview.colours.reduce(0) { $0 + $1.count }
        hasCohort = size > 0
        cohort = size == 1 ? "1 person" : "\(size) people"
        candidates = overview.candidates == 1 ? "1 person to consider" : "\(overview.candidates) people to consider"
        tasks = overview.tasks == 1 ? "1 task" : "\(overview.tasks) tasks"
        overdue = "\(overview.overdue) overdue"
        isOverdue = overview.overdue > 0
    }
}

extension CohortEntry.Colour {
    /// The colour as it is read.
    var text: String { self == .unrated ? "Not rated" : rawValue.capitalisedFirst }
    /// The tag's style.
    var style: String { self == .unrated || self == .white ? "grey" : rawValue }
}
