/// The names of assessments: the one table that feeds, scheme packs and agreements share.
///
/// Producers write a score a horizon and a level a victim; a scheme and an agreement speak of the tool. A pack that names a
/// tool which is not here would wait for ever for a score that no feed gives, and is refused when it is loaded.
public enum AssessmentTool: String, Sendable, Hashable, CaseIterable {
    /// The level of an OASys assessment as a whole.
    case oasys
    /// OASys's General reoffending Predictor.
    case ogp
    /// OASys's Violence Predictor.
    case ovp
    /// Offender Group Reconviction Scale, third version, over two years: its bands are of that horizon.
    case ogrs3
    /// The same over one year.
    case ogrs3OneYear = "ogrs3-one-year"
    /// What took the place of OGRS3, for any offence and for violence.
    case ogrs
    case ogrsViolence = "ogrs-violence"
    /// Risk of Serious Recidivism.
    case rsr
    /// The sexual-reoffending predictors beside it, older and newer.
    case ospIndecent = "osp-indecent"
    case ospContact = "osp-contact"
    case ospIndirectIndecent = "osp-indirect-indecent"
    case ospDirectContact = "osp-direct-contact"
    /// Risk of serious harm: the highest level, whoever assessed it and on whichever form.
    case rosh
    /// The level or category of MAPPA.
    case mappa
    /// The tier that probation staffs a case by.
    case tier
    /// Asset and AssetPlus of youth offending.
    case asset
    /// Concerns for a child's own safety, of AssetPlus.
    case safetyAndWellbeing = "safety-and-wellbeing"
    /// Risk Matrix 2000, violence; no feed that is translated gives it.
    case riskMatrixViolence = "rm2000v"

    /// The tool that a score belongs to; nil for a score by a name that no tool has.
    ///
    /// - Parameters:
    ///   - name: the score's name, as adapters write it ("rosh-public-community").
    ///   - instrument: the assessment that it stands in.
    public init?(score name: String, of instrument: RiskAssessment.Tool) {
        switch name {
        case "risk-score-level": if instrument == .oasys { self = .oasys } else { return nil }
        case "ogrs3-two-year": self = .ogrs3
        case "ogrs4g-two-year": self = .ogrs
        case "ogrs4v-two-year": self = .ogrsViolence
        case _ where name.hasPrefix("rosh-"): self = .rosh
        default: self.init(rawValue: name)
        }
    }

    /// Whether it is made from what OASys's assessor found out, which is not the police's to see unless a rule says so (CLV
    /// Appendix A; agreement reference SEL-32). OGRS3 and the predictors beside RSR rest on the record alone, and the level of
    /// harm has a category of its own in every agreement.
    public var isOfOASys: Bool {
        switch self {
        case .oasys, .ogp, .ovp, .rsr: true
        default: false
        }
    }

    /// The data category of an agreement that shows it (agreement reference 4.3).
    public var category: String {
        switch self {
        // What predicts sexual offending has no category of its own and goes with the strictest.
        case .oasys, .ogp, .ospIndecent, .ospContact, .ospIndirectIndecent, .ospDirectContact: "risk.oasys"
        case .ovp: "risk.ovp"
        case .ogrs3, .ogrs3OneYear, .ogrs, .ogrsViolence: "risk.ogrs3"
        case .rsr: "risk.rsr"
        case .rosh: "risk.rosh"
        case .mappa: "risk.registration"
        case .tier: "risk.tier"
        case .asset, .safetyAndWellbeing: "risk.asset"
        case .riskMatrixViolence: "risk.rm2000"
        }
    }

    /// Whether its figures are small fractions of a hundred, which are counted in hundredths.
    public var isFractional: Bool {
        switch self {
        case .rsr, .ospIndecent, .ospContact, .ospIndirectIndecent, .ospDirectContact: true
        default: false
        }
    }
}
