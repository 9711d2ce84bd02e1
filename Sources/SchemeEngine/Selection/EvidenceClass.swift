/// What a piece of evidence is, as far as it decides who may see it (SEL-06).
public enum EvidenceClass: String, Sendable, Hashable, CaseIterable {
    case police, intelligence, court, custody, supervision, assessment, treatment, monitoring, nomination, hub

    /// What an event is.
    init(_ kind: CaseEvent.Kind) {
        switch kind {
        case .arrest, .charge, .disposal, .crime: self = .police
        case .intelligence: self = .intelligence
        case .courtResult, .sentence, .warrantIssued, .warrantWithdrawn: self = .court
        case .releasePlanned, .absconded, .died: self = .custody
        case .supervisionStarted, .supervisionEnded, .appointmentMissed, .appointmentAttended, .breach, .recall,
            .recallDeclined:
            self = .supervision
        case .riskAssessed, .youthAssessed: self = .assessment
        case .drugTest, .treatment: self = .treatment
        case .monitoring: self = .monitoring
        case .nomination: self = .nomination
        default: self = .hub
        }
    }

    /// The data categories that show it, as the agreement names them (reference 4.3).
    ///
    /// - Parameter tool: the tool of an assessment; one without a word of its own is asked for as OASys is.
    public func categories(tool: String?) -> [String] {
        switch self {
        case .police: ["arrest.date", "arrest.offence-class"]
        case .intelligence: ["intelligence.summary"]
        case .court: ["court.result-class", "conviction.date", "conviction.offence-class"]
        case .custody: ["custody.status", "custody.date"]
        case .supervision: ["engagement.attendance", "engagement.compliance"]
        case .assessment: [Self.assessments[tool ?? ""] ?? "risk.oasys"]
        case .treatment: ["substance.engagement", "substance.test-result"]
        case .monitoring: ["engagement.compliance"]
        case .nomination: ["cohort.reason"]
        case .hub: ["plan.actions"]
        }
    }

    private static let assessments = [
        "oasys": "risk.oasys", "ogrs3": "risk.ogrs3", "ogrs": "risk.ogrs3", "ovp": "risk.ovp", "asset": "risk.asset",
        "asset-plus": "risk.asset", "rosh": "risk.rosh", "rm2000v": "risk.rm2000", "rsr": "risk.rsr",
        "tier": "risk.tier",
    ]
}
