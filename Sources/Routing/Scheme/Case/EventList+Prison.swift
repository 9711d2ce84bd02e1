internal import CanonicalModel
internal import SchemeEngine

/// What prisons reported, and deaths.
extension EventList {
    /// Planned releases, absconding, and a death.
    mutating func addPrison(_ history: NominalHistory) {
        for report in history.reports.values {
            guard case .releasePlanned(let planned) = report.value else { continue }
            add(.releasePlanned, report.stamp) { detail in
                (detail.until, detail.outcome) = (planned.plannedDate, planned.kind.rawValue)
            }
        }
        for movement in history.movements.values where movement.value.kind == .absconded {
            add(.absconded, movement.stamp)
        }
        if let death = history.death { add(.died, death) }
    }
}

extension NominalHistory {
    /// Times in prison, as movements tell: a hospital or a temporary licence is still custody, at large is not.
    var custodyPeriods: [CustodyPeriod] {
        var periods = [CustodyPeriod]()
        var status = CustodyStatus.unknown
        for movement in movements.values.sorted(by: { $0.stamp < $1.stamp }) {
            let after = status.after(movement.value)
            let (at, learnt) = (movement.stamp.occurred, movement.stamp.recorded)
            if after.isHeld && !status.isHeld { periods.append(CustodyPeriod(from: at, learnt: learnt)) }
            if !after.isHeld && status.isHeld, let last = periods.indices.last {
                (periods[last].until, periods[last].endLearnt) = (at, learnt)
            }
            status = after
        }
        return periods
    }
}
