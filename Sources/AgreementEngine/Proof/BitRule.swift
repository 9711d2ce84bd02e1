/// A rule's condition as bit tests: alternatives of leaf conditions that have to hold and that have to fail.
///
/// Negations are pushed to the leaves and "all" is multiplied out over "any". Both steps keep the value in three-valued
/// logic too, where the laws of De Morgan and of distribution hold.
struct BitRule: Sendable {
    struct Cube: Sendable, Hashable {
        var wantsYes: UInt64 = 0
        var wantsNo: UInt64 = 0
    }

    let id: String
    let cubes: [Cube]

    /// - Throws: a ``ProofLimit`` when the alternatives are too many.
    init(id: String, _ condition: Condition, _ atoms: [Condition]) throws(ProofLimit) {
        self.id = id
        cubes = try Self.cubes(condition, isNegated: false, atoms)
    }

    /// Whether the condition is known to hold.
    func isTrue(_ yes: UInt64, _ no: UInt64) -> Bool {
        for cube in cubes where yes & cube.wantsYes == cube.wantsYes && no & cube.wantsNo == cube.wantsNo {
            return true
        }
        return false
    }

    /// Whether the condition is not known to fail.
    func isPossible(_ yes: UInt64, _ no: UInt64) -> Bool {
        for cube in cubes where no & cube.wantsYes == 0 && yes & cube.wantsNo == 0 { return true }
        return false
    }

    private static func cubes(
        _ condition: Condition, isNegated: Bool, _ atoms: [Condition]
    ) throws(ProofLimit) -> [Cube] {
        switch condition {
        case .not(let part): return try cubes(part, isNegated: !isNegated, atoms)
        case .all(let parts): return try isNegated ? sum(parts, true, atoms) : product(parts, false, atoms)
        case .any(let parts): return try isNegated ? product(parts, true, atoms) : sum(parts, false, atoms)
        default:
            guard let place = atoms.firstIndex(of: condition) else { return [] }
            let bit = UInt64(1) << UInt64(place)
            return [isNegated ? Cube(wantsNo: bit) : Cube(wantsYes: bit)]
        }
    }

    private static func sum(
        _ parts: [Condition], _ isNegated: Bool, _ atoms: [Condition]
    ) throws(ProofLimit) -> [Cube] {
        var sum = [Cube]()
        for part in parts { sum += try cubes(part, isNegated: isNegated, atoms) }
        guard sum.count <= ProofLimit.cubes else { throw .tooManyAlternatives }
        return sum
    }

    private static func product(
        _ parts: [Condition], _ isNegated: Bool, _ atoms: [Condition]
    ) throws(ProofLimit) -> [Cube] {
        var product = [Cube()]
        for part in parts {
            let factor = try cubes(part, isNegated: isNegated, atoms)
            guard product.count * factor.count <= ProofLimit.cubes else { throw .tooManyAlternatives }
            product = product.flatMap { left in
                factor.map { Cube(wantsYes: left.wantsYes | $0.wantsYes, wantsNo: left.wantsNo | $0.wantsNo) }
            }
        }
        return product
    }
}
