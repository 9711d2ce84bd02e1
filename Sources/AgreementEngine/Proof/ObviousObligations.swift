/// What permits oblige to, worked out in the most obvious way: every value of every permit in one heap, and the
/// strictest taken out at the end (P14).
struct ObviousObligations {
    private var all: [Obligations] = []

    /// What a decision at a point has to oblige to.
    static func union(
        _ field: ExaminedField, _ permits: [String: Agreement.Permit], _ binding: [String: Agreement.Permit],
        _ yes: UInt64, _ no: UInt64
    ) -> ObviousObligations {
        var union = ObviousObligations()
        let untells = field.compiled.untells(yes)
        if untells {
            var untelling = Obligations()
            untelling.acknowledgeWithinHours = 24
            untelling.withdrawFlags = field.ground.message(field.group.questions[0]) == .deselection
            union.all.append(untelling)
        }
        guard field.compiled.isBound(yes), untells || !field.compiled.isRefused(yes, no) else { return union }
        for permit in field.compiled.permits where permit.isTrue(yes, no) {
            if let permit = permits[permit.id] { union.all.append(permit.obligations) }
        }
        guard field.compiled.releases(yes, no) else { return union }
        for permit in field.compiled.binders where permit.isTrue(yes, no) {
            if let permit = binding[permit.id] { union.all.append(permit.obligations) }
        }
        return union
    }

    var obligations: Obligations {
        var strictest = Obligations()
        strictest.acknowledgeWithinHours = least(\.acknowledgeWithinHours)
        strictest.chaseAfterHours = least(\.chaseAfterHours)
        strictest.reportAfterHours = least(\.reportAfterHours)
        strictest.reviewWithinHours = least(\.reviewWithinHours)
        strictest.retainDays = least(\.retainDays)
        strictest.eraseLocalCopyDays = least(\.eraseLocalCopyDays)
        strictest.onward = least(\.onward)
        strictest.deliver = least(\.deliver)
        strictest.retainUntilDeselected = all.contains(where: \.retainUntilDeselected)
        strictest.withdrawFlags = all.contains(where: \.withdrawFlags)
        strictest.stopOnWithdrawal = all.contains(where: \.stopOnWithdrawal)
        strictest.caveats = every(\.caveats)
        strictest.minimise = every(\.minimise)
        strictest.notify = every(\.notify)
        return strictest
    }

    private func least<Value: Comparable>(_ value: (Obligations) -> Value?) -> Value? {
        all.compactMap(value).sorted().first
    }

    private func every(_ texts: (Obligations) -> [String]) -> [String] { Set(all.flatMap(texts)).sorted() }
}
