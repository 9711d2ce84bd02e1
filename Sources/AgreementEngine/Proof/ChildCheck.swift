/// P4: nothing about a person under 18 reaches a landlord or a ward councillor (ICO data sharing code, children).
struct ChildCheck: FieldCheck {
    static let checks: Set<ProofCheck> = [.children]

    private static let isChild = FactSetting.word(.ageBand, AgeBand.under18.ordinal)
    private var found: [ProofFinding] = []
    private var named = Set<[String]>()

    mutating func examine(_ field: ExaminedField) {
        // What a child's name was told with has to be taken back; that it was told is the fault, and is found. Behind
        // a case in which it is taken back there may be one in which it is told.
        let point = field.firstRelease { field.isChild(at: $0) && !field.untells(at: $0) }
        guard let point else { return }
        for question in field.group.questions {
            let recipient = field.ground.recipient(question)
            guard recipient.kind == .landlord || recipient.kind == .wardCouncillor else { continue }
            guard named.insert([recipient.name, field.ground.category(question)]).inserted else { continue }
            found.append(
                ProofFinding(
                    .children, "\(recipient.name) can be told \(field.ground.category(question)) of a person under 18.",
                    witness: field.witness(question, at: point, with: [Self.isChild], shouldGo: false),
                    remedy:
                        "Add a guardrail: of somebody under 18, nothing goes to a landlord or a councillor."
                ))
        }
    }

    func findings(_ ground: ProofGround) -> [ProofFinding] { found }
}

extension ExaminedField {
    fileprivate func untells(at point: Int) -> Bool { compiled.untells(space.bits(at: point).yes) }

    /// Whether a child is among the people that a point stands for.
    fileprivate func isChild(at point: Int) -> Bool {
        guard let axis = space.axis(.fact(.ageBand)) else { return true }
        let members = space.axes[axis].classes[space.place(of: point, on: axis)].members
        return members.contains(.word(.ageBand, AgeBand.under18.ordinal))
    }
}
