public import CanonicalModel
public import Formats

/// One entry of `personReference.identifiers` that names a person in a register we know.
public struct PersonReference: Sendable {
    /// The register.
    public let kind: PersonIdentifier.Kind
    /// The value as written.
    public let value: String

    /// The most entries one event may have; real ones have one or two.
    private static let maxEntries = 10

    /// The known entries, in order; types we have no register for (PERSON) are passed over.
    public static func list(_ body: EventReader) throws(FormatError) -> [PersonReference] {
        guard let reference = try body.optionalObject("personReference"), let value = reference.object["identifiers"],
            !value.isNull
        else { return [] }
        let path = reference.path + "/identifiers"
        guard let entries = value.array, entries.count <= maxEntries else {
            throw FormatError(
                path: path, rule: "event.person-reference",
                message: "The identifiers are not a list of at most \(maxEntries).",
                remedy: "Send the identifiers of one person, each with type and value.")
        }
        var known: [PersonReference] = []
        for (index, entry) in entries.enumerated() {
            if let reference = try PersonReference(entry, path: "\(path)/\(index)") { known.append(reference) }
        }
        return known
    }

    private init?(_ entry: JSONValue, path: String) throws(FormatError) {
        guard let object = entry.object else {
            throw FormatError(
                path: path, rule: "event.person-reference", message: "The identifier is not an object.",
                remedy: "Send type and value.")
        }
        let reader = EventReader(object: object, path: path)
        guard let kind = Self.kind(try reader.sideText("type", atMost: 64).text),
            let value = try reader.optionalText("value", atMost: 40)
        else { return nil }
        self.kind = kind
        self.value = value
    }

    private static func kind(_ type: String?) -> PersonIdentifier.Kind? {
        switch type {
        case "NOMS", "prisonNumber": .noms
        case "CRN": .crn
        default: nil
        }
    }
}
