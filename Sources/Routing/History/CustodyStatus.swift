public import CanonicalModel

/// Where a nominal is, derived from every movement reported.
public enum CustodyStatus: String, Sendable, Hashable {
    /// No movement is known.
    case unknown
    /// In prison.
    case inCustody = "in-custody"
    /// In prison after a recall.
    case recalled
    /// At court or on temporary licence; still a prisoner.
    case temporarilyAbsent = "temporarily-absent"
    /// In hospital; still detained.
    case inHospital = "in-hospital"
    /// Released.
    case released
    /// Absconded.
    case unlawfullyAtLarge = "unlawfully-at-large"
    /// Removed from the country.
    case removed

    /// Whether the person is held; blue on the board.
    public var isHeld: Bool {
        switch self {
        case .inCustody, .recalled, .temporarilyAbsent, .inHospital: true
        case .unknown, .released, .unlawfullyAtLarge, .removed: false
        }
    }
}

extension NominalHistory {
    /// The status after the latest movement, and that movement.
    ///
    /// A transfer and the end of an absence leave a recall standing, so the status is read along all movements in the order
    /// they happened, not from the last one alone.
    public var custody: (status: CustodyStatus, latest: Register<CustodyMovement>?) {
        var status = CustodyStatus.unknown
        var latest: Register<CustodyMovement>?
        for movement in movements.values.sorted(by: { $0.stamp < $1.stamp }) {
            status = status.after(movement.value)
            latest = movement
        }
        return (status, latest)
    }
}

extension NominalHistory {
    /// Where the nominal was after each movement, oldest first.
    public var custodyCourse: [(at: Timestamp, status: CustodyStatus)] {
        var status = CustodyStatus.unknown
        return movements.values.sorted { $0.stamp < $1.stamp }.map { movement in
            status = status.after(movement.value)
            return (movement.stamp.occurred, status)
        }
    }
}

extension CustodyStatus {
    private var whenBackInside: CustodyStatus { self == .recalled ? .recalled : .inCustody }

    func after(_ movement: CustodyMovement) -> CustodyStatus {
        switch movement.kind {
        case .received: received(movement.admission)
        case .released: .released
        // Court appearances and day release come and go daily; they change what a team does only when they end in a release.
        case .absenceStarted: movement.absence == .court ? whenBackInside : .temporarilyAbsent
        case .absenceEnded, .transferred: whenBackInside
        case .absconded: .unlawfullyAtLarge
        case .hospitalised: .inHospital
        case .removed: .removed
        case .departed: departed
        }
    }

    /// The second family of prison events repeats each reception without its code: it says nothing about a recall.
    private func received(_ admission: CustodyMovement.Admission?) -> CustodyStatus {
        switch admission {
        case .recall: .recalled
        case .remand, .other: .inCustody
        case nil: whenBackInside
        }
    }

    /// Gone, nobody says how: unknown is not "released" (DESIGN decision 10), and what a code said already stands.
    ///
    /// A patient stays detained until a code says otherwise.
    private var departed: CustodyStatus { isHeld && self != .inHospital ? .unknown : self }
}

extension NominalHistory {
    /// Whether somebody was last seen leaving a prison and nobody has said how: released, dead or at large.
    var isDepartureUnexplained: Bool {
        let (status, latest) = custody
        return status == .unknown && latest?.value.kind == .departed && death == nil
    }
}
