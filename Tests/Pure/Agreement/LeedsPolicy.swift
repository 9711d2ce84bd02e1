import AgreementEngine

/// The policy that the broker starts with.
enum LeedsPolicy {
    static func agreement() throws -> Agreement {
        try Agreement(yaml: PolicyFile.bytes("Contracts/agreements/leeds.yaml"))
    }

    static func directory() throws -> PartnershipDirectory {
        try PartnershipDirectory(yaml: PolicyFile.bytes("Contracts/directory/leeds.yaml"))
    }

    /// A request to a party and role of the Leeds agreement from the hub.
    static func request(
        _ message: NoticeKind, to recipient: (party: String, role: String, kind: PartyKind), for purpose: String,
        _ categories: [String], _ change: (inout DisclosureRequest) -> Void = { _ in }
    ) -> DisclosureRequest {
        DisclosureSample.request(message, categories.map { DisclosureSample.field($0) }) { request in
            request.discloser = Discloser(party: "west-yorkshire-police", role: "iom-hub")
            request.recipient.party = recipient.party
            request.recipient.role = recipient.role
            request.recipient.kind = recipient.kind
            request.purpose = purpose
            change(&request)
        }
    }

    static let npt = (party: "west-yorkshire-police", role: "npt", kind: PartyKind.police)
    static let hub = (party: "west-yorkshire-police", role: "iom-hub", kind: PartyKind.police)
    static let probation = (party: "west-yorkshire-probation", role: "case-manager", kind: PartyKind.probation)
    static let prison = (party: "hm-prison-service", role: "offender-management", kind: PartyKind.prison)
    static let yos = (party: "leeds-yos", role: "case-manager", kind: PartyKind.yot)
    static let childrensServices = (
        party: "leeds-city-council", role: "childrens-services", kind: PartyKind.localAuthority
    )
    static let housing = (party: "leeds-city-council", role: "housing-options", kind: PartyKind.localAuthority)
    static let disc = (party: "disc", role: "case-manager", kind: PartyKind.vcs)
}
