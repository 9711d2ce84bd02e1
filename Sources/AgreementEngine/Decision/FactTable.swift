/// Every fact of a request as bits, so that a rule compares two words of memory and no strings.
struct FactTable {
    /// One bit a word of the fact, or a mark that the fact is unknown.
    struct Cell {
        private static let unknown: FactMask = 1 << 14
        private static let unavailable: FactMask = 1 << 15
        private var bits: FactMask

        init<Value: FactWord>(_ fact: Knowable<Value>) { self.init(fact) { 1 << $0.ordinal } }
        init(_ fact: Knowable<Bool>) { self.init(fact) { $0 ? 2 : 1 } }
        init(_ isTrue: Bool) { bits = isTrue ? 2 : 1 }

        private init<Value>(_ fact: Knowable<Value>, _ bit: (Value) -> FactMask) {
            switch fact {
            case .known(let value): bits = bit(value)
            case .unknown(.notStated): bits = Self.unknown
            case .unknown(.unavailable): bits = Self.unavailable
            }
        }

        func truth(in mask: FactMask) -> Truth {
            if bits & mask != 0 { return .yes }
            if bits < Self.unknown { return .no }
            return bits == Self.unavailable ? .unavailable : .unknown
        }
    }

    private let message: Cell
    private let ageBand: Cell
    private let cohort: Cell
    private let statutory: Cell
    private let rag: Cell
    private let custody: Cell
    private let coversArea: Cell
    private let kind: Cell
    private let signatory: Cell
    private let previouslyNotified: Cell
    private let mappa: Cell
    private let undertaking: Cell
    private let vetted: Cell
    private let selectionRoute: Cell
    private let transferInProgress: Cell
    private var spent = Cell(Knowable<Bool>.unknown("no field yet"))
    private var originatorRelease = Cell(Knowable<Presence>.unknown("no field yet"))
    private var clearedBy = Cell(Knowable<Presence>.unknown("no field yet"))
    private var handling = Cell(Knowable<HandlingCode>.unknown("no field yet"))
    private var youthRecord = Cell(Knowable<Bool>.unknown("no field yet"))

    /// - Parameters:
    ///   - request: the facts.
    ///   - kind: the recipient's kind by the agreement, which knows better than the directory.
    ///   - isSignatory: whether the agreement binds the recipient by its signature, not by an undertaking; others are not
    ///     asked about.
    init(_ request: DisclosureRequest, kind: PartyKind, isSignatory: Bool) {
        message = Cell(.known(request.message))
        ageBand = Cell(request.subject.ageBand)
        cohort = Cell(request.subject.cohort)
        statutory = Cell(request.subject.statutory)
        rag = Cell(request.subject.rag)
        custody = Cell(request.subject.custody)
        coversArea = Cell(request.recipient.coversArea)
        self.kind = Cell(.known(kind))
        signatory = Cell(isSignatory)
        previouslyNotified = Cell(request.recipient.previouslyNotified)
        mappa = Cell(request.subject.mappa)
        undertaking = Cell(request.recipient.undertaking)
        vetted = Cell(request.recipient.isVetted)
        selectionRoute = Cell(request.subject.selectionRoute)
        transferInProgress = Cell(request.subject.isTransferInProgress)
    }

    /// Turns to a field.
    mutating func turn(to field: DataField) {
        handling = Cell(field.handling)
        youthRecord = Cell(field.isYouthRecord)
        spent = Cell(field.isSpent)
        originatorRelease = Cell(field.originatorRelease)
        clearedBy = Cell(field.clearedBy)
    }

    subscript(name: FactName) -> Cell {
        switch name {
        case .message: message
        case .ageBand: ageBand
        case .cohort: cohort
        case .statutory: statutory
        case .rag: rag
        case .custody: custody
        case .coversArea: coversArea
        case .kind: kind
        case .signatory: signatory
        case .previouslyNotified: previouslyNotified
        case .handling: handling
        case .youthRecord: youthRecord
        case .mappa: mappa
        case .undertaking: undertaking
        case .vetted: vetted
        case .spent: spent
        case .originatorRelease: originatorRelease
        case .clearedBy: clearedBy
        case .selectionRoute: selectionRoute
        case .transferInProgress: transferInProgress
        }
    }
}
