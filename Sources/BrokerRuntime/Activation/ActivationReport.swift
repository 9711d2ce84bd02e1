import AgreementEngine
import Console
import Logging

/// Tells people which agreement is in force and why another one is not: in the log and as figures for alarms.
struct ActivationReport: Sendable {
    let agreement: Agreement
    let refusals: [ActivationRefusal]

    init(_ partnership: Partnership) {
        agreement = partnership.agreement
        refusals = partnership.refusals
    }

    func log(to logger: Logger) {
        logger.notice(
            "agreement in force",
            metadata: [
                "agreement": "\(agreement.id)", "version": "\(agreement.version)",
                "status": "\(agreement.status.rawValue)",
                "scheme": "\(agreement.narrowedFrom?.scheme ?? "all")", "signed": "\(agreement.signedDigest)",
                "digest": "\(agreement.digest)",
            ])
        for refusal in refusals {
            let level: Logger.Level = refusal.code.isAlarm ? .error : .notice
            logger.log(
                level: level, "offered agreement was not activated",
                metadata: [
                    "reason": "\(refusal.code.rawValue)", "message": "\(refusal.message)",
                    "remedy": "\(refusal.remedy)",
                ])
        }
    }

    /// `throughgate_agreement_refused` is there for every reason, at zero too, so that an alarm can be written before the
    /// first refusal.
    var metrics: [Metric] {
        let codes = Set(refusals.map(\.code))
        return [
            Metric(
                "throughgate_agreement_in_force", help: "The agreement that decides messages; always 1.", kind: .gauge,
                samples: [
                    .init(
                        1,
                        labels: [
                            .init("agreement", agreement.id), .init("version", agreement.version),
                            .init("status", agreement.status.rawValue),
                            .init("scheme", agreement.narrowedFrom?.scheme ?? "all"), .init("digest", agreement.digest),
                        ])
                ]),
            Metric(
                "throughgate_agreement_refused", help: "Why the offered agreement was not activated; 1 is an alarm.",
                kind: .gauge,
                samples: ActivationRefusal.Code.allCases.filter(\.isAlarm).map {
                    .init(codes.contains($0) ? 1 : 0, labels: [.init("reason", $0.rawValue)])
                }),
        ]
    }
}
