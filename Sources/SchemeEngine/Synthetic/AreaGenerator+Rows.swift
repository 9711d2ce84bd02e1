import CanonicalModel

extension AreaGenerator {
    private func idiom(_ person: Int, _ type: String, _ reference: String, extract: String) -> [String: String] {
        let identity = lives[person].identity
        return [
            "record_type": type, "record_reference": "\(area.postcodeArea)-\(reference)", "source_system": "idiom",
            "extract_date": extract, "pnc_id": identity.pnc, "surname": identity.family.uppercased(),
            "forenames": identity.given, "date_of_birth": identity.born.description,
            "sex": identity.isFemale ? "F" : "M",
        ]
    }

    func arrestRow(
        _ person: Int, _ reference: String, _ asn: String, _ time: Timestamp, extract: Int
    ) -> [String: String] {
        var row = idiom(person, "arrest", reference, extract: date(extract))
        row["occurred_at"] = time.description
        row["asn"] = asn
        row["offence_codes"] = "TH68010"
        return row
    }

    func chargeRow(_ person: Int, _ reference: String, _ asn: String, _ day: Int, extract: Int) -> [String: String] {
        var row = idiom(person, "charge", reference, extract: date(extract))
        row["occurred_at"] = date(day)
        row["asn"] = asn
        row["offence_codes"] = "TH68010"
        row["bail_status"] = "B"
        return row
    }

    func outcomeRow(
        _ person: Int, _ reference: String, _ asn: String?, _ day: Int, _ offences: Int, extract: CalendarDate
    ) -> [String: String] {
        var row = idiom(person, "court-outcome", reference, extract: extract.description)
        row["occurred_at"] = date(day)
        row["asn"] = asn
        row["offence_results"] = (0..<max(offences, 1)).map { "TH680\(10 + $0 % 80):1015" }.joined(separator: ";")
        return row
    }

    func intelligence(_ person: Int, _ time: Timestamp) -> [String: String] {
        [
            "record_type": "intelligence",
            "record_reference": "\(area.postcodeArea)-I-\(time.microseconds / 1_000_000)-\(person)",
            "occurred_at": time.description, "pnc_id": lives[person].identity.pnc, "origin": "force-intelligence",
            "source_evaluation": "1", "intelligence_assessment": "B", "handling_code": "P", "significant": "true",
        ]
    }
}
