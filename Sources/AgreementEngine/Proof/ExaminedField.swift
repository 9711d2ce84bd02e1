/// One group of questions with every answer to them: what a check looks at.
struct ExaminedField {
    let ground: ProofGround
    let group: ProofGround.Group
    let space: FactSpace
    let compiled: CompiledField
    /// Whether the field goes, by point.
    let releases: [Bool]

    /// - Throws: a ``ProofLimit``.
    init(_ group: ProofGround.Group, of ground: ProofGround) throws(ProofLimit) {
        try self.init(group, of: ground, try ground.space(of: group))
    }

    /// - Parameter space: the group's own.
    /// - Throws: a ``ProofLimit``.
    init(_ group: ProofGround.Group, of ground: ProofGround, _ space: FactSpace) throws(ProofLimit) {
        self.ground = ground
        self.group = group
        self.space = space
        let compiled = try CompiledField(group.rules, in: space)
        self.compiled = compiled
        var releases = [Bool](repeating: false, count: space.count)
        space.forEachPoint { point, yes, no in releases[point] = compiled.releases(yes, no) }
        self.releases = releases
    }

    /// The first point at which the field goes and a test holds.
    func firstRelease(where test: (Int) -> Bool = { _ in true }) -> Int? {
        releases.indices.first { releases[$0] && test($0) }
    }

    /// A case for an officer.
    ///
    /// - Parameters:
    ///   - question: one of the group's; its first when nil.
    ///   - point: the facts.
    ///   - extra: facts that no rule asks for and that the case is about.
    ///   - shouldGo: what the engine ought to answer.
    func witness(
        _ question: ProofQuestion? = nil, at point: Int, with extra: [FactSetting] = [], shouldGo: Bool
    ) -> ProofWitness {
        ProofWitness(
            ground, question ?? group.questions[0], space.settings(at: point) + extra, shouldGo: shouldGo)
    }
}

extension ProofGround {
    /// Every combination of the facts that a group's rules ask for.
    ///
    /// - Throws: a ``ProofLimit``.
    func space(of group: Group) throws(ProofLimit) -> FactSpace {
        try FactSpace(group.rules.conditions, isSignatory: !group.rules.isBoundByUndertaking, at: now)
    }
}
