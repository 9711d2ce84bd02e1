import CanonicalModel

/// Every combination of the facts that some rules ask for, each fact reduced to the classes that the rules tell apart.
///
/// A combination is a point and has a number; the facts of a field vary fastest.
struct FactSpace: Sendable {
    /// The leaf conditions, a bit each.
    let atoms: [Condition]
    let axes: [FactAxis]
    /// How far apart two points are that differ by one class of an axis.
    let strides: [Int]
    /// How many points there are.
    let count: Int

    /// - Parameters:
    ///   - conditions: of the rules that are looked at.
    ///   - facts: facts that have to be there although no rule asks for them.
    /// - Throws: a ``ProofLimit``.
    init(
        _ conditions: [Condition], with facts: [FactName] = [], isSignatory: Bool = true, at now: Timestamp
    ) throws(ProofLimit) {
        atoms = Self.atoms(of: conditions)
        guard atoms.count <= ProofLimit.atoms else { throw .tooManyFacts }
        var names = [FactAxis.Name]()
        for name in facts.map(FactAxis.Name.fact) + atoms.compactMap(FactAxis.Name.init) where !names.contains(name) {
            names.append(name)
        }
        let settings = FactSettings(atoms, isSignatory: isSignatory)
        var axes = [FactAxis]()
        for name in names.filter({ !$0.isOfField }) + names.filter(\.isOfField) {
            axes.append(FactAxis(name, atoms, try settings.settings(of: name), at: now))
        }
        self.axes = axes
        (strides, count) = try Self.strides(axes)
    }

    private static func atoms(of conditions: [Condition]) -> [Condition] {
        var atoms = [Condition]()
        var seen = Set<Condition>()
        for condition in conditions {
            for atom in condition.leaves where seen.insert(atom).inserted { atoms.append(atom) }
        }
        return atoms
    }

    private static func strides(_ axes: [FactAxis]) throws(ProofLimit) -> ([Int], Int) {
        var strides = [Int](repeating: 1, count: axes.count)
        var count = 1
        for place in axes.indices.reversed() {
            strides[place] = count
            count *= axes[place].classes.count
            guard count <= ProofLimit.points else { throw .tooManyPoints }
        }
        return (strides, count)
    }

    /// How many combinations there are of the values themselves.
    var rawCount: Int { axes.reduce(1) { product, axis in product * axis.classes.reduce(0) { $0 + $1.members.count } } }

    /// The class of an axis that a point lies in.
    func place(of point: Int, on axis: Int) -> Int { point / strides[axis] % axes[axis].classes.count }

    /// The place of the axis of a fact.
    func axis(_ name: FactAxis.Name) -> Int? { axes.firstIndex { $0.name == name } }

    /// A value of every fact at a point.
    func settings(at point: Int) -> [FactSetting] {
        axes.indices.map { axes[$0].classes[place(of: point, on: $0)].members[0] }
    }

    /// What is to be said of a point; nothing of the field itself and nothing that the broker reads from the agreement.
    func words(at point: Int) -> [String] {
        zip(axes, settings(at: point)).filter { !$0.name.isOfField && !$1.isRead }.map { $1.words }
    }

    /// Goes through every point with what the leaf conditions come to.
    func forEachPoint(_ body: (_ point: Int, _ yes: UInt64, _ no: UInt64) -> Void) {
        visit(0, 0, 0, 0, body)
    }

    private func visit(
        _ depth: Int, _ point: Int, _ yes: UInt64, _ no: UInt64, _ body: (Int, UInt64, UInt64) -> Void
    ) {
        guard depth < axes.count else { return body(point, yes, no) }
        for (place, value) in axes[depth].classes.enumerated() {
            visit(depth + 1, point + place * strides[depth], yes | value.yes, no | value.no, body)
        }
    }

    /// What the leaf conditions come to at a point.
    func bits(at point: Int) -> (yes: UInt64, no: UInt64) {
        var bits: (yes: UInt64, no: UInt64) = (0, 0)
        for axis in axes.indices {
            let value = axes[axis].classes[place(of: point, on: axis)]
            bits.yes |= value.yes
            bits.no |= value.no
        }
        return bits
    }
}

extension Condition {
    /// The questions about single facts that a condition is made of.
    var leaves: [Condition] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
        case .not(let part): part.leaves
        case .fact, .role, .onlySource, .asOf, .consent, .riskAssessment, .override, .scheme: [self]
        }
    }
}
