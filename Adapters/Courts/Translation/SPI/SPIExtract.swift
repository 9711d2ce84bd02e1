import Formats

/// Renders what was read as JSON, for an adapter's `read` command: every field, absent ones as null.
///
/// The shape is that of `extracted` in the corpus, where an independent reader wrote down the same fields.
enum SPIExtract {
    static func json(_ item: SPIReader.Item) -> JSONValue {
        switch item {
        case .resultedCase(let resulted): json(resulted)
        case .other(let root): ["wellFormed": true, "envelope": .string(root)]
        }
    }

    static func json(_ resulted: SPIResultedCase) -> JSONValue {
        var object = JSONObject()
        object["wellFormed"] = true
        object["envelope"] = .string(resulted.envelope.rawValue)
        object["externalId"] = json(resulted.externalID)
        if let route = resulted.route {
            object["sourceSystem"] = json(route.sourceSystem)
            object["routeDestination"] = json(route.destination)
            object["payloadEncoding"] = .string(route.payloadEncoding)
        }
        object["hearing"] = [
            "courtOrgUnit": json(resulted.hearing.court), "psaCode": json(resulted.hearing.courtHouse),
            "date": json(resulted.hearing.date), "time": json(resulted.hearing.time),
        ]
        object["caseCount"] = .integer(Int64(resulted.cases.count))
        object["ptiurn"] = json(resulted.cases.first?.ptiurn)
        object["defendants"] = .array(resulted.cases.flatMap(\.defendants).map(json))
        return .object(object)
    }

    private static func json(_ defendant: SPIResultedCase.Defendant) -> JSONValue {
        [
            "asn": json(defendant.asn),
            "pncIdentifier": json(defendant.pncIdentifier),
            "title": json(defendant.title),
            "givenNames": .array(defendant.givenNames.map(JSONValue.string)),
            "familyName": json(defendant.familyName),
            "organisationName": json(defendant.organisationName),
            "dateOfBirth": json(defendant.dateOfBirth),
            "gender": json(defendant.gender),
            "presentAtHearing": json(defendant.presentAtHearing),
            "bailStatus": json(defendant.bailStatus),
            "bailConditions": .array(defendant.bailConditions.map(JSONValue.string)),
            "reasonForBailConditionsOrCustody": json(defendant.reasonForBailConditions),
            "offences": .array(defendant.offences.map(json)),
        ]
    }

    private static func json(_ offence: SPIResultedCase.Offence) -> JSONValue {
        [
            "sequence": json(offence.sequence),
            "code": json(offence.code),
            "startDate": json(offence.startDate),
            "endDate": json(offence.endDate),
            "plea": json(offence.plea),
            "finding": json(offence.finding),
            "convictionDate": json(offence.convictionDate),
            "finalDisposalIndicator": json(offence.finalDisposal),
            "results": .array(offence.results.map(json)),
        ]
    }

    private static func json(_ result: SPIResultedCase.Result) -> JSONValue {
        [
            "code": json(result.code),
            "qualifiers": .array(result.qualifiers.map(JSONValue.string)),
            "amount": json(result.amount),
            "duration": json(result.duration),
            "secondaryDuration": json(result.secondaryDuration),
            "nextHearing": json(result.nextHearing),
        ]
    }

    private static func json(_ duration: SPIResultedCase.Duration?) -> JSONValue {
        duration.map { [json($0.value), json($0.unit)] } ?? .null
    }

    private static func json(_ next: SPIResultedCase.NextHearing?) -> JSONValue {
        guard let next else { return .null }
        return [
            "courtOrgUnit": json(next.court), "date": json(next.date), "time": json(next.time),
            "bailStatus": json(next.bailStatus),
        ]
    }

    private static func json(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
