/// The CJS result codes that mean something to integrated offender management, and what a hearing amounts to.
///
/// Facts from the Ministry of Justice's standing data (`result-code.json`) and from Bichard 7's trigger generators
/// (`TRPR0005`, `TRPR0006`, …; court-results.md 6). Only codes are read: the texts beside them name victims.
public enum CourtResultCodes {
    /// Custody imposed, hospital orders among it and suspended imprisonment, 1115, not (TRPR0006).
    public static let custodial: Set<String> = [
        "1002", "1003", "1004", "1007", "1008", "1024", "1055", "1056", "1058", "1073", "1074", "1075", "1077", "1080",
        "1081", "1088", "1091", "1092", "1093", "1110", "1111", "1121", "1126", "1133", "1507", "3053", "3132",
    ]

    /// Remanded in custody or in youth detention (TRPR0005).
    public static let remandInCustody: Set<String> = [
        "4012", "4016", "4028", "4032", "4049", "4050", "4051", "4053", "4054", "4056", "4057", "4058", "4541", "4560",
        "4564", "4588",
    ]

    /// Remanded in custody, with a direction to release on bail once conditions are met (TRPR0019).
    public static let remandWithBailDirection: Set<String> = ["4017", "4046", "4055", "4561"]

    /// The Crown Court's own codes for remands in custody, which raise no trigger but say it in their description.
    public static let remandInCustodyAtCrownCourt: Set<String> = [
        "4531", "4533", "4534", "4535", "4536", "4540", "4549", "4571",
    ]

    /// A warrant was issued (TRPR0002): for the defendant 4575–4577, for a parent or guardian 4585, for a witness 4586.
    public static let warrant: Set<String> = ["4575", "4576", "4577", "4585", "4586"]

    /// "Warrant not executed": the court took a warrant back (TRPR0012).
    public static let warrantWithdrawn = "2509"

    /// The defendant is dead (TRPR0007).
    public static let death = "2065"

    /// "Hearing removed": the offence was entered in error and is dropped before anything else (Bichard `populateOffences`).
    public static let hearingRemoved = "4583"

    /// Adjourned without a date (TRPR0017).
    public static let adjournedSineDie = "2007"

    /// An order was revoked, varied, extended, amended or dealt with on breach (TRPR0020).
    public static let breach: Set<String> = ["1029", "1030", "1031", "1032", "3501"]

    /// Orders that protect others or restrict the offender (TRPR0003).
    public static let order: Set<String> = [
        "1100", "1177", "1178", "3034", "3041", "3047", "3068", "3078", "3080", "3082", "3100", "3106", "3115", "3121",
        "3122", "3123", "3124", "3125", "3133", "3284", "3285", "3288", "3324", "3326", "4590",
    ]

    /// Orders on sexual offenders (TRPR0004, the codes without the offence list).
    public static let sexOffenderOrder: Set<String> = [
        "1179", "1181", "3052", "3081", "3085", "3086", "3087", "3088", "3089", "3090", "3091", "3281", "3282",
    ]

    /// Sentences served in the community: community orders and their forerunners, suspended sentences, youth rehabilitation.
    public static let community: Set<String> = [
        "1010", "1012", "1089", "1098", "1099", "1102", "1115", "1116", "1134", "1141", "1142", "1143",
    ]

    /// Requirements of a community sentence, the curfew (3105) and residence (3107) among them.
    public static let communityRequirement: Set<String> = [
        "3101", "3102", "3103", "3104", "3105", "3106", "3107", "3108", "3109", "3110", "3111", "3112", "3113", "3114",
        "3116", "3117", "3118", "3272",
    ]

    /// The proceedings on an offence ended without a conviction.
    public static let acquittedOrDismissed: Set<String> = [
        "2004", "2005", "2006", "2050", "2051", "2053", "2061", "2063", "2064", "2075", "2076", "2091",
    ]

    /// The case goes on another day: adjournments, committals, remittals and remands of every kind.
    public static let adjournment: Set<String> = remandInCustody.union(remandWithBailDirection)
        .union(remandInCustodyAtCrownCourt).union(remandOnBailOrInCare).union([
            adjournedSineDie, "4004", "4005", "4023", "4024", "4025", "4048", "4504", "4506", "4553", "4554", "4555",
            "4556",
            "4557", "4565", "4566", "4567", "4584", "4593",
        ])

    private static let remandOnBailOrInCare: Set<String> = [
        "4011", "4013", "4014", "4015", "4020", "4021", "4027", "4029", "4030", "4031", "4033", "4034", "4035", "4047",
        "4529", "4530", "4537", "4538", "4539", "4542", "4543", "4548", "4550", "4551", "4552", "4558", "4559", "4562",
        "4563", "4587", "4589",
    ]
}

extension CourtResultCodes {
    /// What a hearing amounts to, coarsely: the gravest thing that holds.
    public enum Summary: String, Sendable, Hashable, CaseIterable {
        case imprisoned
        case remandedInCustody = "remanded-in-custody"
        case warrant
        case communityOrder = "community-order"
        case acquittedOrDismissed = "acquitted-or-dismissed"
        case bailed
        case adjourned
        case fineOrOther = "fine-or-other"
    }

    /// The coarse class of a hearing's result, from codes, findings and remand state alone.
    ///
    /// - Parameter hearing: the result.
    /// - Returns: the first class that holds, in the order of ``Summary``'s cases. An acquittal counts only when it ends
    ///   every offence, and bail only while something is still to be heard: courts leave "U" on cases that have ended.
    public static func summary(of hearing: HearingResult) -> Summary {
        let codes = Set(hearing.offences.flatMap(\.results).compactMap(\.code))
        let status = hearing.bail?.status
        if !codes.isDisjoint(with: custodial) { return .imprisoned }
        if isRemandedInCustody(codes, status: status) { return .remandedInCustody }
        if !codes.isDisjoint(with: warrant) { return .warrant }
        if !codes.isDisjoint(with: community) { return .communityOrder }
        if !hearing.offences.isEmpty, hearing.offences.allSatisfy(isAcquittal) { return .acquittedOrDismissed }
        guard isAdjourned(hearing, codes) else { return .fineOrOther }
        return status == "B" || status == "U" ? .bailed : .adjourned
    }

    /// SPI bail status C and P both mean custody (`remand-status.json`).
    private static func isRemandedInCustody(_ codes: Set<String>, status: String?) -> Bool {
        status == "C" || status == "P" || !codes.isDisjoint(with: remandInCustody)
            || !codes.isDisjoint(with: remandWithBailDirection) || !codes.isDisjoint(with: remandInCustodyAtCrownCourt)
    }

    /// Whether an offence ended without a conviction: finding N is not guilty, O is no conviction (`verdict.json`).
    public static func isAcquittal(_ offence: HearingResult.Offence) -> Bool {
        if offence.finding == "N" { return true }
        guard offence.finding != "G" else { return false }
        return offence.results.contains { $0.code.map(acquittedOrDismissed.contains) ?? false }
    }

    private static func isAdjourned(_ hearing: HearingResult, _ codes: Set<String>) -> Bool {
        !codes.isDisjoint(with: adjournment)
            || hearing.offences.contains { $0.results.contains { $0.nextHearing != nil } }
    }
}
