internal import AgreementEngine
internal import CanonicalModel

extension NominalHistory {
    /// Under what supervision the person is, as far as the feeds say.
    ///
    /// A licence says so itself. Which order somebody else is under no feed says, so that stays unknown; "none" is known where
    /// the hub said so at the selection, or where probation ended the whole case since (agreement reference 4.6, scenario 5).
    func statutory(in spell: Spell) -> Knowable<AgreementEngine.StatutoryStatus> {
        if let licence = latestLicence, licence.value.isActive { return statutory(on: licence.stamp) }
        let decided = spell.members.compactMap { selections[$0]?.stamp.occurred }.max() ?? spell.start
        if let change = latestSupervision, change.stamp.occurred >= decided {
            return change.value.isStart
                ? .unknown("supervised by statute; by which order is not stated") : .known(.nonStatutory)
        }
        switch spell.decision.isStatutory {
        case .some(false): return .known(.nonStatutory)
        case .some(true): return .unknown("supervised by statute; by which order is not stated")
        case .none: return .unknown("not stated")
        }
    }

    /// Somebody on a licence that was not revoked and who is not inside is supervised under it.
    private func statutory(on licence: Stamp) -> Knowable<AgreementEngine.StatutoryStatus> {
        if custody.status.isHeld { return .unknown("a licence is in force and the person is held") }
        let isRecalled = reports.values.contains { report in
            if case .recall(let decision) = report.value { !decision.isDeclined && report.stamp > licence } else { false }
        }
        return isRecalled ? .unknown("a licence is in force and a recall was decided") : .known(.licence)
    }

    private var latestLicence: Register<LicenceChange>? {
        reports.values.compactMap { report -> Register<LicenceChange>? in
            guard case .licence(let change) = report.value else { return nil }
            return Register(value: change, stamp: report.stamp)
        }.max { $0.stamp < $1.stamp }
    }

    /// The last word on the whole case; the end of one sentence leaves others.
    private var latestSupervision: Register<SupervisionChange>? {
        reports.values.compactMap { report -> Register<SupervisionChange>? in
            guard case .supervision(let change) = report.value, change.scope == .engagement else { return nil }
            return Register(value: change, stamp: report.stamp)
        }.max { $0.stamp < $1.stamp }
    }

    /// Whether the person is managed under MAPPA, by the last word of the hub or of probation's register.
    ///
    /// Where one of several entries was removed nobody has said that the others were.
    var mappa: Knowable<MappaStatus> {
        let hub = permissions.values.compactMap { said -> (stamp: Stamp, status: MappaStatus)? in
            guard case .mappaRecorded(let record) = said.value else { return nil }
            return (said.stamp, record.status == .active ? .active : .notManaged)
        }
        let entries = mappaEntries.map { entry in
            (stamp: entry.stamp, status: entry.value.kind.isOnRegister ? MappaStatus.active : .notManaged)
        }
        guard let latest = (hub + entries).max(by: { $0.stamp < $1.stamp }) else { return .unknown("nobody has said") }
        let added = Set(mappaEntries.filter { $0.value.kind.isOnRegister }.map(\.value.registration))
        if latest.status == .notManaged, added.count > 1, entries.contains(where: { $0.stamp == latest.stamp }) {
            return .unknown("one of several MAPPA entries was removed")
        }
        return .known(latest.status)
    }

    private var mappaEntries: [Register<Registration>] {
        reports.values.compactMap { report in
            guard case .registration(let entry) = report.value, entry.register.class == .mappa else { return nil }
            return Register(value: entry, stamp: report.stamp)
        }
    }
}

extension Registration.Kind {
    fileprivate var isOnRegister: Bool {
        switch self {
        case .added, .updated: true
        case .removed, .retracted: false
        }
    }
}
