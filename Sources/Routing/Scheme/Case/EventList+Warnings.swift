internal import CanonicalModel
internal import SchemeEngine

/// Warnings for the safety of officers, from the registers of probation (DESIGN decision 16).
extension EventList {
    /// Each entry that was ever made, with the last day it stood; what should never have been made is none.
    mutating func addWarnings(_ history: NominalHistory) {
        var entries = [NominalHistory.Register<Registration>]()
        for report in history.reports.values.sorted(by: { $0.stamp < $1.stamp }) {
            guard case .registration(let entry) = report.value, entry.register.class == .officerSafety else { continue }
            entries.append(NominalHistory.Register(value: entry, stamp: report.stamp))
        }
        for ofCode in Dictionary(grouping: entries, by: { $0.value.register.code }).sorted(by: { $0.key < $1.key }) {
            for warning in SafetyWarning.all(ofCode.value) { add(warning) }
        }
    }

    private mutating func add(_ warning: SafetyWarning) {
        add(.safetyWarning, warning.entry.stamp) { detail in
            (detail.alarm, detail.until) = (warning.code, warning.until)
            (detail.party, detail.reference) = (warning.entry.stamp.party, warning.entry.value.registration)
        }
    }
}

/// One entry on a register about officers' safety.
private struct SafetyWarning {
    var entry: NominalHistory.Register<Registration>
    var until: CalendarDate?

    /// What packs call it: weapons by name, and every other register of the kind is about violence (feeds.md 2.1; [D]).
    var code: String {
        entry.value.register.code.uppercased() == "WEAP" ? "officer-safety-weapons" : "officer-safety-violent"
    }

    /// The entries of one register, in order. A removal bears no number (feeds.md 2.1): it ends the oldest that stands, and a
    /// warning that is doubled stands until both are removed.
    static func all(_ reports: [NominalHistory.Register<Registration>]) -> [SafetyWarning] {
        var warnings = [SafetyWarning]()
        for report in reports {
            let number = report.value.registration
            let same = warnings.firstIndex { warning in
                warning.until == nil && (number == nil || warning.entry.value.registration == number)
            }
            switch report.value.kind {
            case .added, .updated:
                if number == nil || same == nil { warnings.append(SafetyWarning(entry: report)) }
            case .removed: if let same { warnings[same].until = report.stamp.occurred.dayBefore }
            case .retracted: if let same { warnings.remove(at: same) }
            }
        }
        return warnings
    }
}

extension Timestamp {
    fileprivate var dayBefore: CalendarDate {
        CalendarDate(daysSinceEpoch: LondonTime.day(of: self).daysSinceEpoch - 1)
    }
}
