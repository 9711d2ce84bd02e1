/// A sentence or order that may bring statutory supervision, in one word whatever a feed calls it.
public enum SupervisionOrder: String, Sendable, Hashable, CaseIterable {
    /// Imprisonment, or detention in a young offender institution.
    case custody
    /// Release on licence, as probation reports it where no sentence is known.
    case licence
    /// Supervision after the licence of a sentence under two years (Offender Rehabilitation Act 2014 s.2).
    case postSentenceSupervision = "post-sentence-supervision"
    case suspendedSentence = "suspended-sentence-order"
    case community = "community-order"
    case youthRehabilitation = "youth-rehabilitation-order"
    /// Half in custody, half in the community (Powers of Criminal Courts (Sentencing) Act 2000 ss.100 to 106).
    case detentionAndTraining = "dto"
    /// The community half of a detention and training order, which opens the deter cohort (LDS 1.28).
    case detentionAndTrainingCommunity = "dto-community"
    case referral = "referral-order"
}
