public import CanonicalModel

/// Whether somebody is under statutory supervision, by which orders, by the law that applies to their sentence.
///
/// A fact about a person and never a test of entry: who is under no supervision is as welcome on a cohort as anybody
/// (SEL-16, ISH-12). What it decides is who leads (SEL-19), and who leaves prison with nobody to look after them (LDS
/// 1.20).
///
/// Which law: the Offender Rehabilitation Act 2014 gave sentences under twelve months a licence and a year's
/// supervision. It applies to offences **committed** on or after 1 February 2015 (SI 2015/40), whenever the sentence
/// was passed. A court feed often says only the day of the sentence; then that day is taken for the other, as the
/// agreement reference does (1.12 item 7, SEL-33), and the period says that it was assumed. Not modelled: the three
/// months' notice of supervision of 18 to 20 year olds before 2015, licences to three quarters of a sentence under the
/// Criminal Justice Act 1991, and changes of the law after 2025. What probation reports stands above all of it.
public struct StatutoryStatus: Sendable, Hashable {
    /// Whether there is statutory supervision.
    public var isStatutory: Bool
    /// What they are under at the instant asked about, the strictest first; a term still being served counts as its
    /// order.
    public var orders: [SupervisionOrder]
    /// The last instant of it that is known; nil where there is none or its end is open.
    public var until: Timestamp?
    /// The events it rests on.
    public var evidence: [String]
    /// Whether something was taken for granted (``SupervisionPeriod/isAssumed``).
    public var isAssumed: Bool

    /// Someone's status.
    ///
    /// - Parameters:
    ///   - file: what is known of the person.
    ///   - instant: the moment asked about.
    ///   - now: the clock; what was recorded later counts for nothing.
    public init(_ file: CaseFile, at instant: Timestamp, knownBy now: Timestamp) {
        self.init(CaseView(file, at: instant, known: now))
    }

    /// Someone's status at the instant of a view.
    init(_ view: CaseView) {
        let (file, instant) = (view.file, view.now)
        let periods = SupervisionPeriod.all(in: view)
        let lasting = periods.filter { $0.lasts(at: instant) }
        orders = SupervisionOrder.allCases.filter { order in lasting.contains { $0.order == order } }
        // Where no order is known at all, what probation says of now is the best there is for any moment.
        isStatutory = periods.isEmpty ? file.isSupervised ?? false : !lasting.isEmpty
        until = lasting.contains { $0.until == nil } ? nil : lasting.compactMap(\.until).max()
        evidence = Set(lasting.map(\.event)).sorted()
        isAssumed = lasting.contains(where: \.isAssumed)
    }

    /// Someone's status now: what probation says, and by the law where it says nothing.
    ///
    /// - Parameters:
    ///   - file: what is known of the person.
    ///   - now: the clock.
    public init(current file: CaseFile, _ now: Timestamp) {
        self.init(current: CaseView(file, at: now))
    }

    /// Someone's status at the instant of a view that looks at now.
    init(current view: CaseView) {
        self.init(view)
        isStatutory = view.file.isSupervised ?? isStatutory
    }
}
