import CanonicalModel

/// What a result means beside itself, so that the core need not look for it: warrants and a death.
enum CourtFacts {
    /// The result, then a warrant for each distinct warrant code, then a death.
    static func facts(of result: HearingResult) -> [Fact] {
        let codes = result.offences.flatMap(\.results).compactMap(\.code)
        func warrant(_ code: String) -> Fact {
            Self.warrant(code, isWithdrawn: code == CourtResultCodes.warrantWithdrawn, of: result)
        }
        let issued = CourtResultCodes.warrant.intersection(codes).sorted()
        let withdrawn = codes.contains(CourtResultCodes.warrantWithdrawn) ? [CourtResultCodes.warrantWithdrawn] : []
        let death: [Fact] = codes.contains(CourtResultCodes.death) ? [.died(Death(person: result.person))] : []
        return [.hearingResulted(result)] + (issued + withdrawn).map(warrant) + death
    }

    /// A warrant that the hearing issued or took back.
    static func warrant(_ code: String, isWithdrawn: Bool, of result: HearingResult) -> Fact {
        .warrant(
            Warrant(
                person: result.person, case: result.case, resultCode: code, isWithdrawn: isWithdrawn,
                sharedTime: result.sharedTime, hearingDate: result.hearing.date))
    }
}
