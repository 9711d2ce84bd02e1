import CanonicalModel

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
            .recallDeclined, .safetyWarning:
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
    /// - Parameter tool: the tool of an assessment; one by no known name is asked for as OASys is.
    public func categories(tool: String?) -> [String] {
        switch self {
        case .police: ["arrest.date", "arrest.offence-class"]
        case .intelligence: ["intelligence.summary"]
        case .court: ["court.result-class", "conviction.date", "conviction.offence-class"]
        case .custody: ["custody.status", "custody.date"]
        case .supervision: ["engagement.attendance", "engagement.compliance"]
        case .assessment: [tool.flatMap { AssessmentTool(rawValue: $0) }?.category ?? AssessmentTool.oasys.category]
        case .treatment: ["substance.engagement", "substance.test-result"]
        case .monitoring: ["engagement.compliance"]
        case .nomination: ["cohort.reason"]
        case .hub: ["plan.actions"]
        }
    }
}
