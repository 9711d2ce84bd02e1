public import Formats

/// What a live broker has that the topology has not, and the other way round.
public enum TopologyDifference {
    /// Names each difference and each extra in a sentence.
    ///
    /// - Parameters:
    ///   - topology: what should be.
    ///   - export: what `rabbitmqctl export_definitions` wrote.
    /// - Returns: empty when the two agree.
    public static func between(_ topology: Topology, and export: JSONObject) -> [String] {
        let wanted = topology.definitions
        var sentences = [String]()
        for (section, keys) in sections {
            let should = index(wanted[section]?.array ?? [], keys)
            let has = index((export[section]?.array ?? []).filter { isOurs(section, $0, topology) }, keys)
            for (name, value) in should.sorted(by: { $0.key < $1.key }) {
                guard let other = has[name] else {
                    sentences.append("\(noun(section)) \(name) is missing")
                    continue
                }
                sentences += differences(noun(section), name, value, other, topology)
            }
            for name in has.keys.sorted() where should[name] == nil { sentences.append("\(noun(section)) \(name) is extra") }
        }
        return sentences
    }

    private static let sections: [(String, [String])] = [
        ("vhosts", ["name"]), ("users", ["name"]), ("permissions", ["user"]), ("topic_permissions", ["user", "exchange"]),
        ("exchanges", ["name"]), ("queues", ["name"]), ("bindings", ["source", "destination", "routing_key"]),
        ("policies", ["name"]),
    ]

    /// The node's own administrator and other virtual hosts' things are not this partnership's business.
    private static func isOurs(_ section: String, _ value: JSONValue, _ topology: Topology) -> Bool {
        if section == "users" { return value.object?["name"]?.string != "ops" }
        if section == "vhosts" { return value.object?["name"]?.string != "/" }
        return value.object?["vhost"]?.string == topology.virtualHost && value.object?["user"]?.string != "ops"
    }

    private static func index(_ values: [JSONValue], _ keys: [String]) -> [String: JSONObject] {
        var result = [String: JSONObject]()
        for value in values {
            guard let object = value.object else { continue }
            result[keys.map { object[$0]?.string ?? "" }.joined(separator: " ")] = object
        }
        return result
    }

    private static func differences(
        _ noun: String, _ name: String, _ should: JSONObject, _ has: JSONObject, _ topology: Topology
    ) -> [String] {
        should.members.compactMap { member in
            guard let other = has[member.key] else { return nil }
            if member.key == "password_hash" {
                return topology.accepts(hash: other.string ?? "", of: name) ? nil : "\(noun) \(name): the password differs"
            }
            return same(member.value, other) ? nil : "\(noun) \(name): \(member.key) differs"
        }
    }

    /// Objects are equal whatever the order of their members.
    private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
        left.canonicalBytes() == right.canonicalBytes()
    }

    private static func noun(_ section: String) -> String {
        [
            "vhosts": "virtual host", "users": "user", "permissions": "permission of", "topic_permissions": "topic permission of",
            "exchanges": "exchange", "queues": "queue", "bindings": "binding", "policies": "policy",
        ][section] ?? section
    }
}

extension Topology {
    /// Whether an exported hash is that of a user's secret.
    func accepts(hash: String, of user: String) -> Bool { passwords[user].map { PasswordHash.matches(hash, $0) } ?? false }
}
