import CanonicalModel

/// What a result means beside itself, so that the core need not look for it: warrants and a death.
enum CourtFacts {
    /// The result, then a warrant for each distinct warrant code, then a death.
    static func facts(of result: HearingResult) -> [Fact] {
        let codes = result.offences.flatMap(\.results).compactMap(\.code)
        func warrant(_ code: String) -> Fact {
            .warrant(
                Warrant(
                    person: result.person, case: result.case, resultCode: code,
                    isWithdrawn: code == CourtResultCodes.warrantWithdrawn, sharedTime: result.sharedTime))
        }
        let issued = CourtResultCodes.warrant.intersection(codes).sorted()
        let withdrawn = codes.contains(CourtResultCodes.warrantWithdrawn) ? [CourtResultCodes.warrantWithdrawn] : []
        let death: [Fact] = codes.contains(CourtResultCodes.death) ? [.died(Death(person: result.person))] : []
        return [.hearingResulted(result)] + (issued + withdrawn).map(warrant) + death
    }
}
