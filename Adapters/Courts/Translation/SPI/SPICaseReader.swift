import Formats

/// Reads a `ResultedCaseMessage` element into plain values.
struct SPICaseReader {
    private(set) var repeatedPaths: [String] = []

    mutating func hearing(_ message: XMLNode) -> SPIResultedCase.Hearing {
        SPIResultedCase.Hearing(
            court: text(message, .court), courtHouse: text(message, .courtHouse), date: text(message, .hearingDate),
            time: text(message, .hearingTime))
    }

    mutating func cases(_ message: XMLNode) -> [SPIResultedCase.Case] {
        message.all(.case, isRepeatable: false).map { node in
            SPIResultedCase.Case(
                path: node.path, ptiurn: text(node, .ptiurn),
                defendants: node.all(.defendant, isRepeatable: false).map { defendant($0) })
        }
    }

    /// The text that a path leads to; of several the first, and the path is remembered.
    private mutating func text(_ node: XMLNode, _ path: XMLPath) -> String? {
        var count = 0
        var value: String?
        node.element.forEach(at: path.steps) { element in
            if count == 0 { value = element.value }
            count += 1
        }
        if count > 1 { repeatedPaths.append(node.path + "/" + path.text) }
        return value
    }
}

// MARK: - Defendant

extension SPICaseReader {
    private mutating func defendant(_ node: XMLNode) -> SPIResultedCase.Defendant {
        let individual = node.first(.individual)
        let corporate = node.first(.corporate)
        let details = individual ?? corporate ?? node
        return SPIResultedCase.Defendant(
            path: node.path, asn: text(node, .asn), isIndividual: individual != nil, isCorporate: corporate != nil,
            pncIdentifier: text(details, .personPNC) ?? text(details, .organisationPNC), title: text(details, .title),
            givenNames: XMLPath.givenNames.compactMap { text(details, $0) }, familyName: text(details, .familyName),
            organisationName: corporate.flatMap(organisationName), dateOfBirth: text(details, .birthDate),
            gender: text(details, .gender), presentAtHearing: text(details, .presentAtHearing),
            bailStatus: text(details, .bailStatus), bailConditions: bailConditions(details),
            reasonForBailConditions: text(details, .reasonForBailConditions), address: address(details),
            offences: node.all(.offence, isRepeatable: true).map { offence($0) })
    }

    /// The name stands in an element of the same name inside it (Bichard `spiResult.ts`); either place will do.
    private func organisationName(_ corporate: XMLNode) -> String? {
        corporate.element.descendants(XMLPath.organisationName.text).lazy.compactMap(\.value).first
    }

    private mutating func bailConditions(_ details: XMLNode) -> [String] {
        let conditions = text(details, .personBailConditions) ?? text(details, .organisationBailConditions) ?? ""
        return conditions.split(separator: ";").compactMap { String($0).collapsed }
    }
}

// MARK: - Address

extension SPICaseReader {
    private mutating func address(_ details: XMLNode) -> WrittenAddress? {
        if let simple = details.first(.simpleAddress) {
            return WrittenAddress(lines: XMLPath.addressLines.compactMap { text(simple, $0) }, postcode: nil)
        }
        guard let complex = details.first(.complexAddress) else { return nil }
        let street = [addressableObject(complex, .primaryName), text(complex, .street)].compactMap(\.self)
        let lines = [addressableObject(complex, .secondaryName), street.joined(separator: " ").collapsed]
        let localities = XMLPath.localities.map { text(complex, $0) }
        return WrittenAddress(
            lines: (lines + localities).compactMap(\.self), postcode: text(complex, .postcode))
    }

    /// BS 7666's house name and number, "Flat 2" or "12A-14"; some senders write it as plain text.
    private mutating func addressableObject(_ address: XMLNode, _ path: XMLPath) -> String? {
        guard let node = address.first(path) else { return nil }
        let range = [number(node, .rangeStart), number(node, .rangeEnd)].compactMap(\.self).joined(separator: "-")
        let parts = [node.element.value, text(node, .rangeDescription), range.collapsed].compactMap(\.self)
        return parts.joined(separator: " ").collapsed
    }

    private mutating func number(_ node: XMLNode, _ path: XMLPath) -> String? {
        guard let range = node.first(path) else { return nil }
        let parts = [range.element.value, text(range, .rangeNumber), text(range, .rangeSuffix)].compactMap(\.self)
        return parts.joined().collapsed
    }
}

// MARK: - Offence

extension SPICaseReader {
    private mutating func offence(_ node: XMLNode) -> SPIResultedCase.Offence {
        SPIResultedCase.Offence(
            path: node.path, sequence: text(node, .sequence), code: text(node, .offenceCode),
            startDate: text(node, .startDate), endDate: text(node, .endDate), plea: text(node, .plea),
            finding: text(node, .finding), convictionDate: text(node, .convictionDate),
            finalDisposal: text(node, .finalDisposal), results: node.all(.result, isRepeatable: true).map { result($0) }
        )
    }

    private mutating func result(_ node: XMLNode) -> SPIResultedCase.Result {
        SPIResultedCase.Result(
            path: node.path, code: text(node, .resultCode),
            qualifiers: node.elements(at: .qualifier).compactMap(\.value), amount: text(node, .amount),
            duration: duration(text(node, .durationValue), text(node, .durationUnit)),
            secondaryDuration: duration(text(node, .secondaryValue), text(node, .secondaryUnit)),
            nextHearing: node.first(.nextHearing).map { _ in nextHearing(node) },
            startDates: node.elements(at: .durationStart).compactMap(\.value),
            endDates: node.elements(at: .durationEnd).compactMap(\.value))
    }

    private func duration(_ value: String?, _ unit: String?) -> SPIResultedCase.Duration? {
        value == nil && unit == nil ? nil : SPIResultedCase.Duration(value: value, unit: unit)
    }

    private mutating func nextHearing(_ result: XMLNode) -> SPIResultedCase.NextHearing {
        SPIResultedCase.NextHearing(
            court: text(result, .nextCourt), date: text(result, .nextDate), time: text(result, .nextTime),
            bailStatus: text(result, .nextBailStatus))
    }
}
