/// What a whole proof may cost, spent before any combination of facts is looked at: a bound on each field alone lets
/// many fields together take for ever.
struct ProofBudget {
    private var points = 0
    private var values = 0

    /// - Throws: ``ProofLimit/tooMuchInTotal`` when what was spent goes beyond the limits.
    mutating func spend(on space: FactSpace) throws(ProofLimit) {
        points += space.count
        values += space.axes.reduce(0) { sum, axis in sum + axis.classes.reduce(0) { $0 + $1.members.count } }
        try check()
    }

    /// - Throws: ``ProofLimit/tooMuchInTotal`` when what was spent goes beyond the limits.
    func check() throws(ProofLimit) {
        guard points <= ProofLimit.pointsInTotal, values <= ProofLimit.valuesInTotal else { throw .tooMuchInTotal }
    }
}
