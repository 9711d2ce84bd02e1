import CanonicalModel

/// The members in which prison services write a day of release, by the name that the sentence's dates have everywhere.
///
/// The events as published carry none (feeds.md 1.3); a producer or a relay that adds one is understood.
struct ReleaseDateMember {
    /// The member of `additionalInformation`.
    let key: String
    /// Which date it is.
    let kind: PlannedRelease.Kind

    static let all: [ReleaseDateMember] = [
        ReleaseDateMember(key: "confirmedReleaseDate", kind: .confirmed),
        ReleaseDateMember(key: "automaticReleaseDate", kind: .automatic),
        ReleaseDateMember(key: "conditionalReleaseDate", kind: .conditional),
        ReleaseDateMember(key: "nonParoleDate", kind: .nonParole),
        ReleaseDateMember(key: "actualParoleDate", kind: .parole),
        ReleaseDateMember(key: "homeDetentionCurfewActualDate", kind: .homeDetentionCurfew),
        ReleaseDateMember(key: "earlyRemovalSchemeDate", kind: .earlyRemoval),
        ReleaseDateMember(key: "postRecallReleaseDate", kind: .postRecall),
        ReleaseDateMember(key: "releaseDate", kind: .unspecified),
    ]
}
