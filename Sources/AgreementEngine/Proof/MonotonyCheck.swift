/// P5 and P6: losing a consent, raising a marking and not knowing a fact never let more go.
///
/// Every pair of points that differ in one fact is looked at, so a chain of such changes is proved as well.
struct MonotonyCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.withdrawal, .unknownFacts]

    private var found: [ProofFinding] = []
    private var named = Set<[String]>()

    mutating func examine(_ field: ExaminedField) {
        for axis in field.space.axes.indices {
            for (better, worse, check) in Self.steps(of: field.space.axes[axis]) {
                guard let point = gain(field, axis, from: better, to: worse) else { continue }
                report(field, point, axis, from: better, check)
            }
        }
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] { found }

    /// A point of the worse class at which the field goes, although it does not at the same point of the better class.
    private func gain(_ field: ExaminedField, _ axis: Int, from better: Int, to worse: Int) -> Int? {
        let distance = (better - worse) * field.space.strides[axis]
        return field.firstRelease { point in
            field.space.place(of: point, on: axis) == worse && !field.releases[point + distance]
        }
    }

    private mutating func report(
        _ field: ExaminedField, _ point: Int, _ axis: Int, from better: Int, _ check: ProofCheck
    ) {
        let before = field.space.axes[axis].classes[better].members[0]
        let (yes, no) = field.space.bits(at: point)
        let rule = field.compiled.permits.first { $0.isTrue(yes, no) }?.id ?? BuiltInRule.untelling.rawValue
        guard named.insert([check.rawValue, rule, "\(field.space.axes[axis].name)"]).inserted else { return }
        let after = field.space.settings(at: point)[axis]
        found.append(
            ProofFinding(
                check,
                "\(rule) lets \(field.ground.category(field.group.questions[0])) go when \(after.words), "
                    + "although it stays when \(before.words).",
                witness: field.witness(at: point, shouldGo: false),
                remedy: "Ask in \(rule) for what has to be known, given or released; never for its absence."))
    }

    // MARK: Steps that must not let more go

    private static func steps(of axis: FactAxis) -> [(better: Int, worse: Int, check: ProofCheck)] {
        let pairs = axis.classes.indices.flatMap { better in
            axis.classes.indices.filter { $0 != better }.map { (better, $0) }
        }
        return pairs.compactMap { better, worse in
            let (from, to) = (axis.classes[better], axis.classes[worse])
            if to.isUnknown { return (better, worse, .unknownFacts) }
            if isRaised(from, to) { return (better, worse, .unknownFacts) }
            return isLost(from, to) ? (better, worse, .withdrawal) : nil
        }
    }

    private static func isRaised(_ from: FactAxis.Class, _ to: FactAxis.Class) -> Bool {
        from.members.contains(.word(.handling, HandlingCode.permitted.ordinal))
            && to.members.contains(.word(.handling, HandlingCode.conditions.ordinal))
    }

    /// Whether a person who refuses or withdraws a consent, or lets it lapse, gets from one class to the other.
    private static func isLost(_ from: FactAxis.Class, _ to: FactAxis.Class) -> Bool {
        let after = Set(to.members)
        return from.members.contains { member in
            guard case .consents(let settings?) = member else { return false }
            return settings.indices.contains { place in
                settings[place].state == .given && losses(settings, place).contains { after.contains(.consents($0)) }
            }
        }
    }

    private static func losses(_ settings: [ConsentSetting], _ place: Int) -> [[ConsentSetting]] {
        [ConsentState.refused, .withdrawn, .expired].map { state in
            var settings = settings
            settings[place].state = state
            return settings
        }
    }
}
