internal import CanonicalModel
internal import SchemeEngine

/// What probation reported.
extension EventList {
    /// Supervision, licences, registers, recalls and assessments.
    mutating func addProbation(_ history: NominalHistory) {
        for report in history.reports.values.sorted(by: { $0.stamp < $1.stamp }) {
            switch report.value {
            case .supervision(let change): addSupervision(change, report.stamp)
            case .licence(let change):
                add(change.isActive ? .supervisionStarted : .supervisionEnded, report.stamp) { detail in
                    (detail.order, detail.reference, detail.isStatutory) = ("licence", change.licence, true)
                }
            case .registration(let entry):
                // What should never have been made nominates nobody and is no assessment.
                if !history.isRetracted(entry, report.stamp) { addRegistration(entry, report.stamp) }
            case .recall(let decision): addRecall(decision, report.stamp, history)
            case .riskAssessed(let assessment): addRisk(assessment, report.stamp)
            default: break
            }
        }
    }

    private mutating func addSupervision(_ change: SupervisionChange, _ stamp: Stamp) {
        add(change.isStart ? .supervisionStarted : .supervisionEnded, stamp) { detail in
            (detail.reference, detail.outcome, detail.isStatutory) = (change.eventNumber, change.ground?.rawValue, true)
        }
    }

    /// An entry on a cohort's register nominates; one about harm or MAPPA is an assessment; others are no event of a
    /// scheme.
    private mutating func addRegistration(_ entry: Registration, _ stamp: Stamp) {
        switch entry.register.class {
        case .iom, .ppo:
            guard !entry.kind.isEnd else { return }
            add(.nomination, stamp) { detail in
                (detail.party, detail.reference) = (stamp.party, entry.registration)
                (detail.tool, detail.band) = (
                    "register:" + entry.register.code.lowercased(), entry.isRed == true ? "red" : nil
                )
            }
        case .riskOfSeriousHarm, .mappa:
            add(.riskAssessed, stamp) { detail in
                detail.tool = (entry.register.class == .mappa ? AssessmentTool.mappa : .rosh).rawValue
                let level = entry.register.level ?? entry.register.category
                detail.band = entry.kind.isEnd ? "ended" : entry.register.harm?.rawValue ?? level?.lowercased()
                detail.reference = entry.registration
            }
        case .officerSafety, .safeguarding, .domesticAbuse, .other: return
        }
    }

    /// Recalled and not in prison is at large, which always alerts (DESIGN decision 16).
    private mutating func addRecall(_ decision: RecallDecision, _ stamp: Stamp, _ history: NominalHistory) {
        let isHeld = history.custodyPeriods.contains { $0.lasts(at: stamp.occurred) }
        add(decision.isDeclined ? .recallDeclined : .recall, stamp) { detail in
            detail.isStatutory = true
            if !decision.isDeclined && !isHeld { detail.alarm = "recall-at-large" }
        }
    }

    /// One event a tool, under the tool's name; scores of two tools are never compared (SEL-07).
    private mutating func addRisk(_ assessment: RiskAssessment, _ stamp: Stamp) {
        guard assessment.status == .complete else { return }
        for result in RiskScores(assessment).all {
            add(.riskAssessed, stamp) { detail in
                (detail.tool, detail.band, detail.score) = (result.tool, result.band?.rawValue, result.score)
                detail.reference = assessment.assessment
            }
        }
    }
}

extension NominalHistory {
    /// Whether probation supervises by statute now; nil where it never said.
    var supervision: Bool? {
        var running = [String: Bool]()
        let sorted = reports.values.sorted { $0.stamp < $1.stamp }
        for report in sorted {
            switch report.value {
            case .supervision(let change) where change.scope == .engagement && !change.isStart:
                for key in running.keys { running[key] = false }
                running["engagement"] = false
            case .supervision(let change) where change.scope == .sentence:
                running["event " + (change.eventNumber ?? "")] = change.isStart
            case .licence(let change): running["licence " + (change.licence ?? "")] = change.isActive
            default: break
            }
        }
        return running.isEmpty ? nil : running.values.contains(true)
    }
}

extension NominalHistory {
    /// Whether probation said later that an entry should never have been made; a retraction that bears no number is of all that
    /// the register had said by then.
    fileprivate func isRetracted(_ entry: Registration, _ stamp: Stamp) -> Bool {
        reports.values.contains { report in
            guard case .registration(let other) = report.value, other.kind == .retracted else { return false }
            let isSame = other.registration.flatMap { number in entry.registration.map { $0 == number } } ?? true
            return isSame && other.register.code == entry.register.code && stamp < report.stamp
        }
    }
}
