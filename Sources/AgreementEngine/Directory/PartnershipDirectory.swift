public import CanonicalModel

/// Who is who in a partnership: recipients and the areas they cover, AMQP users and what they may publish, the hub.
///
/// The agreement speaks of parties and roles; the directory says which teams and workers hold them. It grants nothing:
/// a recipient receives what the agreement permits.
public struct PartnershipDirectory: Sendable {
    /// A team or a partner's role that notices go to.
    public struct Recipient: Sendable, Hashable {
        /// Its id, in notices and in the told ledger ("npt-headingley").
        public var id: String
        /// What people call it.
        public var name: String
        /// The party it belongs to.
        public var party: String
        /// Its role at that party.
        public var role: String
        /// What kind of body the party is.
        public var kind: PartyKind
        /// What it receives notices for, a purpose of the agreement.
        public var purpose: String
        /// Ends the name of its queue, so that knowing the team is not knowing the queue (DESIGN decision 19).
        public var queueSuffix: String
        /// The areas it covers.
        public var covers: [PostcodeArea]
        /// The undertaking that somebody who is no party signed.
        public var undertaking: RecipientAssurance?
        /// The vetting of whoever receives.
        public var vetting: RecipientAssurance?

        /// Whether it is a neighbourhood policing team; an address is owned by exactly one of them or by none.
        public var isTeam: Bool { role == PartnershipDirectory.teamRole }
    }

    /// An AMQP user and what it may publish.
    public struct Publisher: Sendable, Hashable {
        /// The AMQP user.
        public var user: String
        /// The agency it speaks for.
        public var agency: String
        /// CloudEvents sources; one that ends in "/" allows whatever begins with it.
        public var sources: [String]
        /// Message types without version; one that ends in ".*" allows the whole family.
        public var types: [String]
        /// The AMQP user of the agency's own system, where that system hands raw messages to the adapter by a queue.
        public var rawFeed: String?

        /// Whether it may publish this type from this source; what is not named it may not.
        public func mayPublish(_ type: MessageType, from source: String) -> Bool {
            sources.contains { $0.hasSuffix("/") ? source.hasPrefix($0) && source != $0 : source == $0 }
                && mayPublish(type)
        }

        /// Whether it may publish this type from any source at all.
        public func mayPublish(_ type: MessageType) -> Bool { types.contains { $0.names(type) } }
    }

    /// The role of the people who run the scheme.
    public struct Hub: Sendable, Hashable {
        /// The party and role that disclose on the partnership's behalf.
        public var discloser: Discloser
        /// Who settles its tasks.
        public var owner: Contact
        /// Who settles them when the owner does not (DESIGN decision 18).
        public var deputy: Contact
    }

    /// A post, not a person.
    public struct Contact: Sendable, Hashable {
        /// Its id in tasks.
        public var id: String
        /// What people call it.
        public var name: String
    }

    static let teamRole = "npt"

    /// The directory's name.
    public let id: String
    /// Its version, which rises on every change.
    public let version: String
    /// The agreement it belongs to.
    public let agreement: String
    /// The scheme that the partnership runs, by the id of its pack ("leeds-hub"); nil while none is chosen.
    public let scheme: String?
    /// Who runs the scheme.
    public let hub: Hub
    /// Everybody that notices go to, in the order of the file.
    public let recipients: [Recipient]
    /// Every AMQP user that may publish.
    public let publishers: [Publisher]
    /// SHA-256 of the canonical form, in hexadecimal.
    public let digest: String
    private let places: [String: Int]
    private let owners: [String: Int]

    init(
        id: String, version: String, agreement: String, scheme: String? = nil, hub: Hub, recipients: [Recipient],
        publishers: [Publisher], digest: String
    ) {
        self.scheme = scheme
        self.id = id
        self.version = version
        self.agreement = agreement
        self.hub = hub
        self.recipients = recipients
        self.publishers = publishers
        self.digest = digest
        places = Dictionary(uniqueKeysWithValues: recipients.enumerated().map { ($1.id, $0) })
        let owned = recipients.enumerated().filter(\.element.isTeam).flatMap { place, team in
            team.covers.map { ($0.description, place) }
        }
        owners = Dictionary(uniqueKeysWithValues: owned)
    }
}

extension PartnershipDirectory {
    /// A recipient by its id.
    public func recipient(_ id: String) -> Recipient? { places[id].map { recipients[$0] } }

    /// An AMQP user by its name.
    public func publisher(_ user: String) -> Publisher? { publishers.first { $0.user == user } }

    /// Whether an AMQP user may publish this type from this source; nobody unknown may publish anything.
    public func mayPublish(user: String, source: String, type: MessageType) -> Bool {
        publisher(user)?.mayPublish(type, from: source) ?? false
    }

    /// Everybody that has to know of somebody at a postcode: the one team that owns it, if any, and every partner
    /// covering it.
    ///
    /// - Parameter postcode: as written; one without a postcode's form is covered by nobody.
    public func recipients(covering postcode: String) -> [Recipient] {
        guard let area = PostcodeArea(postcode) else { return [] }
        let team = owner(of: area)
        let partners = recipients.filter { recipient in
            !recipient.isTeam && recipient.covers.contains { area.parts.contains($0.description) }
        }
        return (team.map { [$0] } ?? []) + partners
    }

    /// The one neighbourhood team that owns a postcode: of the teams that cover it, the one that names it most exactly.
    ///
    /// - Returns: nil when no team covers it, and when half a postcode leaves open whose it is: a match that is merely probable
    ///   routes nothing (DESIGN decision 10).
    public func team(owning postcode: String) -> Recipient? { PostcodeArea(postcode).flatMap(owner) }

    private func owner(of area: PostcodeArea) -> Recipient? {
        guard let part = area.parts.last(where: { owners[$0] != nil }), let place = owners[part] else { return nil }
        if !area.isWhole && isDivided(area, besides: place) { return nil }
        return recipients[place]
    }

    /// Whether another team owns a part of the area.
    private func isDivided(_ area: PostcodeArea, besides place: Int) -> Bool {
        recipients.indices.contains { other in
            other != place && recipients[other].isTeam
                && recipients[other].covers.contains {
                    $0.parts.count > area.parts.count && $0.parts[area.parts.count - 1] == area.description
                }
        }
    }
}

extension String {
    /// Whether this word of a directory ("custody.*", "person.died") names a message type, whatever its version.
    func names(_ type: MessageType) -> Bool {
        if hasSuffix(".*") { return type.rawValue.hasPrefix(dropLast()) }
        guard type.rawValue.hasPrefix(self) else { return false }
        let version = type.rawValue.dropFirst(count)
        return version.hasPrefix(".v") && version.count > 2 && version.dropFirst(2).allSatisfy(\.isNumber)
    }
}
