public import CanonicalModel
public import Formats

extension DisclosureRecord.Release {
    /// The release as a line of JSON.
    ///
    /// - Parameter confirmed: when RabbitMQ took the notice over; nil says that it is not confirmed. What was fetched is confirmed
    ///   by being handed over, and a process that ended in between has confirmed nothing.
    public func json(confirmed: Timestamp?) -> JSONObject {
        var object = JSONObject()
        object["entry"] = .integer(entry)
        object["at"] = .string(at)
        object["subject"] = .string(subject)
        object["disclosedBy"] = .string(discloser)
        object["recipient"] = .string(recipient)
        object["notice"] = .string(notice)
        object["field"] = .string(field)
        object["how"] = .string(isFetched ? "fetched" : "sent")
        object["confirmed"] = .string((isFetched ? handedOver : confirmed?.description) ?? "not-confirmed")
        object["state"] = .string(state.rawValue)
        object["rule"] = .string(rule)
        object["purpose"] = .string(purpose)
        object["powers"] = .array(powers.map(JSONValue.string))
        object["agreement"] = .string(agreement)
        object.setIfPresent("override", override)
        return object
    }

    /// The heads of the columns of ``row(confirmed:)``.
    public static let head = ["when", "recipient", "field", "how", "state", "rule", "purpose", "notice"]

    /// The release as a row of a table.
    public func row(confirmed: Timestamp?) -> [String] {
        let isConfirmed = isFetched ? handedOver != nil : confirmed != nil
        let how = (isFetched ? "fetched" : "sent") + (isConfirmed ? "" : ", not confirmed")
        return [at, recipient, field, how, state.rawValue, rule, purpose, notice]
    }
}
