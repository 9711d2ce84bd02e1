/// The hub's own navigation, with the page the reader is on.
struct HubNavigation {
    struct Link {
        let href: String
        let text: String
        let isHere: Bool
    }

    let links: [Link]

    init(_ here: String) {
        links = [
            ("/hub", "Overview"), ("/hub/candidates", "Candidates"), ("/hub/agenda", "Panel agenda"),
            ("/hub/cohort", "Cohort"), ("/hub/tasks", "Tasks"),
        ].map { Link(href: $0.0, text: $0.1, isHere: $0.0 == here) }
    }
}
