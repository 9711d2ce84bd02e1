public import AgreementEngine
public import CanonicalModel
public import SchemeEngine

/// A scheme as if it had been in force all the time: what it would have made of a history that stops at some instant.
///
/// Nobody was told anything by it, so no decision stands merely because it was told; an import stands, as everywhere.
public struct SchemeHindsight: Sendable {
    private let router: SchemeRouter

    /// A scheme over a partnership's records.
    public init(_ scheme: Scheme, directory: PartnershipDirectory) {
        router = SchemeRouter(scheme, directory: directory)
    }

    /// What the scheme says of a history, instant after instant, while nothing more becomes known.
    ///
    /// - Parameter history: what had been recorded by then and nothing else.
    public func view(of history: NominalHistory) -> View { View(router, history) }
}

extension SchemeHindsight {
    /// One history under one scheme.
    ///
    /// A case file is built once for each set of decisions that wait: to build one costs as much as to assess it.
    public struct View {
        private let router: SchemeRouter
        private var nominal: Nominal
        private var files: [Set<String>: CaseFile] = [:]

        init(_ router: SchemeRouter, _ history: NominalHistory) {
            self.router = router
            nominal = Nominal(history: history)
        }

        /// What the scheme would have said at an instant.
        public mutating func assessment(at now: Timestamp) -> SchemeAssessment {
            var (file, assessment) = look(without: [], at: now)
            let held = router.held(assessment, nominal)
            if !held.isEmpty { (file, assessment) = look(without: held, at: now) }
            assessment.incomplete.removeAll {
                !held.contains($0.decision) || nominal.history.isMadeGood($0.decision)
            }
            let ahead = file.firstInstant(after: now)
            assessment.next = [assessment.next, ahead].compactMap(\.self).min().map { router.later($0, than: now) }
            return assessment
        }

        private mutating func look(without held: Set<String>, at now: Timestamp) -> (CaseFile, SchemeAssessment) {
            nominal.history.reading = SchemeReading()
            nominal.history.reading.held = held
            let file = files[held] ?? router.file(of: nominal)
            files[held] = file
            return (file, router.evaluator.assess(file, now: now))
        }
    }
}
