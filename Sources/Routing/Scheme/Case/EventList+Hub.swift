internal import AgreementEngine
internal import CanonicalModel
internal import SchemeEngine

/// What the hub, the teams and the person said.
extension EventList {
    /// Visits, interviews, flags, moves, and the person's answers about support.
    mutating func addHub(_ history: NominalHistory, owningTeam: String?) {
        for type in [MessageType.visitPlanned, .exitInterviewed, .flagsWithdrawn, .reviewHeld, .taskDone] {
            for record in history.records(type).sorted(by: { $0.stamp < $1.stamp }) {
                addHub(record.fact, record.stamp)
            }
        }
        addAnswers(history)
        // An address that came with a selection is where the person was found, no move.
        guard let address = history.address, history.selections[address.stamp.message] == nil else { return }
        // A team of the directory is the scheme's own: only who went beyond all of them has left its area.
        let beyond = owningTeam == nil ? address.value?.outwardCode : nil
        add(.moved, address.stamp, id: address.stamp.message + "#address") { detail in detail.area = beyond }
    }

    private mutating func addHub(_ fact: Fact, _ stamp: Stamp) {
        switch fact {
        case .visitPlanned(let visit):
            add(visit.isMade ? .visitMade : .visitPlanned, stamp) { detail in
                (detail.area, detail.perWeek, detail.until) = (visit.recipient, visit.perWeek, visit.date)
            }
        case .exitInterviewed(let interview):
            add(.exitInterview, stamp) { detail in detail.cohort = interview.cohort }
        case .flagsWithdrawn(let withdrawal):
            for flag in withdrawal.flags.isEmpty ? [Self.flag] : withdrawal.flags {
                add(.flagsWithdrawn, stamp) { detail in (detail.reference, detail.party) = (flag, withdrawal.recipient)
                }
            }
        case .taskDone(let done):
            guard let key = done.schemeKey else { return }
            add(.taskDone, stamp) { detail in
                (detail.reference, detail.party, detail.outcome) = (key, done.post, done.outcome.rawValue)
            }
        case .reviewHeld(let review): add(.review, stamp) { detail in detail.cohort = review.cohort }
        default: break
        }
    }

    /// The only flag that a de-selection takes down; a safety marker never is one (DESIGN decision 16).
    private static let flag = "iom-flag"

    /// Only an answer about support has a consequence; refusing a councillor, a landlord or a researcher has none (LDS
    /// 1.24;
    /// agreement reference 5.1).
    private mutating func addAnswers(_ history: NominalHistory) {
        let answers = history.answers.filter {
            DutyEvent.isAboutSupport(covers: $0.key.covers, purpose: $0.key.purpose)
        }
        let mistakes = history.mistakes
        let said = answers.values.flatMap(\.values).flatMap(\.values).filter { !mistakes.contains($0.stamp.id) }
        for answer in said.sorted(by: { $0.stamp < $1.stamp }) {
            add(answer.value.state == .given ? .agreedToSupport : .refusedSupport, answer.stamp) { detail in
                (detail.party, detail.outcome) = (answer.value.with, answer.value.state.rawValue)
            }
        }
    }
}

extension TaskDone {
    /// The scheme's own name of the task; nil for a task that is the broker's own.
    fileprivate var schemeKey: String? {
        let kind = HubTask.Kind.schemeTask.rawValue + " "
        return task.hasPrefix(kind) ? String(task.dropFirst(kind.count)) : nil
    }
}

extension Person.Address {
    /// The first half of the postcode, which names a district and no house.
    fileprivate var outwardCode: String? {
        guard let postcode, !isNoFixedAbode else { return nil }
        let letters = postcode.uppercased().filter { $0.isLetter || $0.isNumber }
        guard letters.count >= 5 else { return nil }
        return String(letters.dropLast(3))
    }
}
