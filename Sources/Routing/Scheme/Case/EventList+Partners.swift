internal import CanonicalModel
internal import SchemeEngine

/// What youth offending, treatment, monitoring and other partners reported.
extension EventList {
    /// Appointments, breaches, assessments of children, treatment, tags and plans.
    mutating func addPartners(_ history: NominalHistory) {
        for type in Self.types {
            for record in history.records(type).sorted(by: { $0.stamp < $1.stamp }) {
                addPartner(record.fact, record.stamp)
            }
        }
    }

    private static let types: [MessageType] = [
        .appointmentAttended, .appointmentMissed, .breachStarted, .youthAssessed, .treatmentReported,
        .monitoringEventRecorded, .planUpdated,
    ]

    private mutating func addPartner(_ fact: Fact, _ stamp: Stamp) {
        switch fact {
        case .attendance(let attendance): addAttendance(attendance, stamp)
        case .breach(let breach):
            add(.breach, stamp) { detail in
                (detail.order, detail.reference) = (breach.order.rawValue, breach.reference)
                detail.isStatutory = breach.order.isStatutory
            }
        case .youthAssessed(let assessment): addYouth(assessment, stamp)
        case .treatment(let report):
            add(report.event == .tested ? .drugTest : .treatment, stamp) { detail in
                detail.outcome = report.event == .tested ? report.testResult?.rawValue : report.event.rawValue
                (detail.party, detail.reference) = (report.origin.rawValue, report.reference)
            }
        case .monitoring(let event):
            add(.monitoring, stamp) { detail in
                detail.outcome = event.kind.isBreach ? "breach" : event.kind.rawValue
                (detail.tool, detail.order, detail.reference) = (event.kind.rawValue, event.orderType, event.reference)
            }
        case .plan(let plan):
            add(.plan, stamp) { detail in
                detail.until = plan.reviewDue
                // [D] Who has the highest level of support is who needs most (RAG-14; HMIP Reviewing).
                if plan.supportLevel == .high { detail.band = "high-need" }
            }
        default: break
        }
    }

    /// An absence that was accepted is no failure to comply; nothing follows from it.
    private mutating func addAttendance(_ attendance: Attendance, _ stamp: Stamp) {
        guard attendance.kind == .attended || attendance.isAcceptable != true else { return }
        add(attendance.kind == .attended ? .appointmentAttended : .appointmentMissed, stamp) { detail in
            (detail.isStatutory, detail.party) = (attendance.isRequired, attendance.provider)
            (detail.order, detail.reference) = (attendance.service.rawValue, attendance.reference)
        }
    }

    /// Risk of serious harm is an assessment of its own, whichever form it was written on (LDS 1.28).
    private mutating func addYouth(_ assessment: YouthAssessment, _ stamp: Stamp) {
        guard assessment.status == .complete else { return }
        for score in assessment.scores {
            add(.youthAssessed, stamp) { detail in
                (detail.score, detail.band, detail.reference) = (
                    score.value, score.band?.rawValue, assessment.reference
                )
                switch score.name {
                case .likelihoodOfReoffending: detail.tool = AssessmentTool.asset.rawValue
                case .riskOfSeriousHarm: detail.tool = AssessmentTool.rosh.rawValue
                case .safetyAndWellbeing: detail.tool = AssessmentTool.safetyAndWellbeing.rawValue
                }
            }
        }
    }
}

extension MonitoringEvent.Kind {
    /// Whether the tag says that the order was not kept to (agreement reference FEED-05).
    fileprivate var isBreach: Bool {
        switch self {
        case .curfewViolation, .exclusionZoneEntered, .equipmentTampered, .alcoholDetected: true
        case .tagFitted, .tagRemoved, .contactLost, .contactRestored, .batteryFailed, .monitoringEnded: false
        }
    }
}

extension BreachStart.Order {
    /// Whether a court or a licence imposed it; nil where that differs.
    fileprivate var isStatutory: Bool? {
        switch self {
        case .licence, .communityOrder, .suspendedSentence, .youthOrder: true
        case .bail, .curfew, .behaviourOrder, .other: nil
        }
    }
}
