import Formats

/// Renders what was read of a Libra list or case, for an adapter's `read` command.
enum LibraExtract {
    /// The leaves that are read, and so the only ones shown; an offence has a title too, which is not.
    private static let elements: Set<String> = [
        "source_file_name", "s_id", "def_name_elements/title", "doh", "ou_code", "room", "sstart", "valid", "caseno",
        "urn", "def_type",
        "forename1", "forename2", "forename3", "surname", "def_dob", "def_sex", "pnc_id", "cro_number", "line1",
        "line2",
        "line3", "line4", "line5", "pcode", "code",
    ]

    /// The members that are read, and so the only ones shown; an offence has a title too, which is not.
    static let members: Set<String> = [
        "caseNo", "urn", "hearingId", "name", "name/title", "forename1", "forename2", "forename3", "surname",
        "defendantType",
        "defendantSex", "defendantDob", "defendantAddress", "line1", "line2", "line3", "line4", "line5", "pcode", "cro",
        "pnc", "sessionStartTime", "courtCode", "courtRoom", "offences", "code", "offenceCode",
    ]

    static func json(_ root: XMLElement) -> JSONValue {
        [
            "wellFormed": true, "envelope": .string(root.localName),
            "documents": root.descendants("documents").first.flatMap { documents in
                XMLExtract.json(documents, keeping: elements)
            } ?? .null,
        ]
    }
}
