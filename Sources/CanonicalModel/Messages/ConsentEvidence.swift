import Formats

/// How a consent was asked for and answered: what shows that it was informed and free (agreement reference 5.3; UK GDPR art 7).
///
/// The reason for a refusal is not among it, because nobody needs it.
public struct ConsentEvidence: Sendable, Hashable {
    /// By which way it was answered.
    public enum Channel: String, Sendable, Hashable, CaseIterable {
        case paper
        case witnessed = "verbal-witnessed"
        case digital
    }

    /// Where: an answer in a custody suite is looked at for pressure.
    public enum Place: String, Sendable, Hashable, CaseIterable {
        case custodySuite = "custody-suite"
        case prison
        case court
        case office
        case home
        case elsewhere
    }

    /// Who may answer.
    public enum Capacity: String, Sendable, Hashable, CaseIterable {
        /// An adult for themselves.
        case adult
        /// A child whom somebody assessed as able to.
        case gillick
        /// Somebody with parental responsibility.
        case parentalResponsibility = "parental-responsibility"
    }

    /// The form's reference.
    public var formReference: String?
    /// Which version of its text the person saw.
    public var textVersion: String?
    /// In which language, a tag such as "en" or "pl".
    public var language: String?
    /// By which way.
    public var channel: Channel?
    /// The role of whoever took it.
    public var takenByRole: String?
    /// Their organisation.
    public var takenByOrganisation: String?
    /// Who witnessed it.
    public var witness: String?
    /// Where.
    public var place: Place?
    /// Who answered.
    public var capacity: Capacity?
    /// Who assessed that.
    public var capacityAssessedBy: String?
    /// Who told the person what follows from refusing.
    public var consequenceToldBy: String?
    /// In which words (LDS 1.24).
    public var consequenceWording: String?

    /// Nothing is known yet.
    public init() {}
}

extension ConsentEvidence {
    init(_ reader: inout ObjectReader) throws(FormatError) {
        formReference = try reader.optionalString("formReference", atMost: 64)
        textVersion = try reader.optionalString("textVersion", atMost: 24)
        language = try reader.optionalString("language", atMost: 16)
        channel = try reader.optionalWord("channel")
        takenByRole = try reader.optionalString("takenByRole", atMost: 64)
        takenByOrganisation = try reader.optionalString("takenByOrganisation", atMost: 64)
        witness = try reader.optionalString("witness", atMost: 120)
        place = try reader.optionalWord("place")
        capacity = try reader.optionalWord("capacity")
        capacityAssessedBy = try reader.optionalString("capacityAssessedBy", atMost: 120)
        consequenceToldBy = try reader.optionalString("consequenceToldBy", atMost: 120)
        consequenceWording = try reader.optionalString("consequenceWording", atMost: 500)
    }

    var json: JSONObject {
        var object = JSONObject()
        object.setIfPresent("formReference", formReference)
        object.setIfPresent("textVersion", textVersion)
        object.setIfPresent("language", language)
        object.setIfPresent("channel", channel?.rawValue)
        object.setIfPresent("takenByRole", takenByRole)
        object.setIfPresent("takenByOrganisation", takenByOrganisation)
        object.setIfPresent("witness", witness)
        object.setIfPresent("place", place?.rawValue)
        object.setIfPresent("capacity", capacity?.rawValue)
        object.setIfPresent("capacityAssessedBy", capacityAssessedBy)
        object.setIfPresent("consequenceToldBy", consequenceToldBy)
        object.setIfPresent("consequenceWording", consequenceWording)
        return object
    }
}
