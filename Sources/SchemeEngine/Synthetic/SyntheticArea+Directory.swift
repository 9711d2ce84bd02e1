extension SyntheticArea {
    /// The area's directory, in the partnership's own format: its teams, and the AMQP users that its feeds speak as.
    ///
    /// Force, hub and rules are those of the partnership that the area is; its teams and their postcodes are invented.
    public var directory: String {
        let recipients = teams.enumerated().map { number, team in
            """
              - id: "\(team.id)"
                name: "\(specification.name): invented team \(number + 1)"
                party: "\(specification.scheme.police)"
                role: "npt"
                kind: "police"
                purpose: "notify-npt"
                queue-suffix: "synthetic\(String(1_000 + number).dropFirst())"
                covers: ["\(team.covers)"]
            """
        }
        return """
            # Invented, for a synthetic area; made by `throughgate simulate area`.
            directory: "synthetic-\(specification.id)"
            format: "iom-directory/1"
            version: "1.0.0"
            agreement: "\(specification.scheme.agreement)"
            scheme: "\(specification.scheme.pack)"
            hub:
              party: "\(specification.scheme.police)"
              role: "\(specification.scheme.hubRole)"
              owner: { id: "iom-hub-sergeant", name: "IOM hub sergeant, invented" }
              deputy: { id: "iom-hub-coordinator", name: "IOM hub coordinator, invented" }
            recipients:
            \(recipients.joined(separator: "\n"))
            publishers:
            \(Self.publishers)

            """
    }

    private static let publishers = """
          courts-adapter: { agency: "courts", sources: ["/courts/"], may-publish: ["court.*", "person.died"] }
          prison-adapter: { agency: "prison", sources: ["/prison/"], may-publish: ["custody.*", "person.died", "person.merged"] }
          probation-adapter: { agency: "probation", sources: ["/probation/"], may-publish: ["licence.recalled", "recall.declined"] }
          police-adapter: { agency: "police", sources: ["/police/"], may-publish: ["police.*", "nomination.made"] }
          partners-treatment: { agency: "partners", sources: ["/partners/treatment"], may-publish: ["treatment.reported"] }
          partners-voluntary-sector: { agency: "partners", sources: ["/partners/voluntary-sector"], may-publish: ["appointment.*"] }
          partners-monitoring: { agency: "partners", sources: ["/partners/monitoring"], may-publish: ["monitoring.event.recorded", "breach.started"] }
          partners-hub: { agency: "partners", sources: ["/partners/hub"], may-publish: ["plan.updated"] }
          hub: { agency: "hub", sources: ["/hub/"], may-publish: ["selection.decided", "deselection.decided", "rag.decided", "cohort.changed", "address.changed", "consent.recorded"] }
          throughgate-console: { agency: "throughgate", sources: ["/throughgate/console"], may-publish: ["notice.acknowledged"] }
        """
}
