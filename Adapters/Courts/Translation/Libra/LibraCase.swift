import Formats

/// One defendant's case on a Libra list, as written; a list and a single case say the same in other words.
struct LibraCase {
    var path: String
    var caseNumber: Leaf
    /// The police's reference, which few lists have.
    var urn: Leaf
    /// P for a person, O for an organisation.
    var defendantType: Leaf
    var title: Leaf
    var forenames: [Leaf]
    var surname: Leaf
    var dateOfBirth: Leaf
    var sex: Leaf
    var pnc: Leaf
    var cro: Leaf
    var addressLines: [Leaf]
    var postcode: Leaf
    var offenceCodes: [Leaf]
    /// "N" where Libra itself calls the case invalid.
    var validity: Leaf?
}

extension LibraCase {
    /// Reads a `case` of a court list.
    init(_ node: XMLNode) {
        path = node.path
        caseNumber = node.leaf("caseno")
        urn = node.leaf("urn")
        defendantType = node.leaf("def_type")
        title = node.leaf("def_name_elements/title")
        forenames = [
            node.leaf("def_name_elements/forename1"), node.leaf("def_name_elements/forename2"),
            node.leaf("def_name_elements/forename3"),
        ]
        surname = node.leaf("def_name_elements/surname")
        dateOfBirth = node.leaf("def_dob")
        sex = node.leaf("def_sex")
        pnc = node.leaf("pnc_id")
        cro = node.leaf("cro_number")
        addressLines = [
            node.leaf("def_addr/line1"), node.leaf("def_addr/line2"), node.leaf("def_addr/line3"),
            node.leaf("def_addr/line4"), node.leaf("def_addr/line5"),
        ]
        postcode = node.leaf("def_addr/pcode")
        offenceCodes = node.all("offences/offence", isRepeatable: true).map { $0.leaf("code") }
        validity = node.leaf("valid")
    }

    /// Reads a case on its own.
    init(_ node: JSONNode) {
        let (name, address) = (node["name"], node["defendantAddress"])
        path = node.path
        caseNumber = node.leaf("caseNo")
        urn = node.leaf("urn")
        defendantType = node.leaf("defendantType")
        title = name.leaf("title")
        forenames = ["forename1", "forename2", "forename3"].map { name.leaf($0) }
        surname = name.leaf("surname")
        dateOfBirth = node.leaf("defendantDob")
        sex = node.leaf("defendantSex")
        pnc = node.leaf("pnc")
        cro = node.leaf("cro")
        addressLines = ["line1", "line2", "line3", "line4", "line5"].map { address.leaf($0) }
        postcode = address.leaf("pcode")
        offenceCodes = node["offences"].elements.map { offence in
            let code = offence.leaf("code")
            return code.text == nil ? offence.leaf("offenceCode") : code
        }
        validity = nil
    }
}
