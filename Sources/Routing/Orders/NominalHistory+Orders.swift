public import CanonicalModel

/// What orders about the record itself say, derived from all of them: neither order nor repetition of messages matters.
extension NominalHistory {
    /// Whether a recipient may be told something that is no stop and no withdrawal.
    func mayTell(_ recipient: String, of topic: Topic) -> Bool {
        orders.isEmpty || !(isRestricted(topic) || isAstray(recipient))
    }

    /// Whether the whole record, or the item that a topic rests on, is restricted (Data Protection Act 2018 ss.46(4), 47).
    public func isRestricted(_ topic: Topic) -> Bool {
        !orders.isEmpty && (isRestricted || restrictedTopics.contains(topic))
    }

    /// Whether the whole record is restricted.
    public var isRestricted: Bool { !orders.isEmpty && restrictedItems.contains { topic(ofItem: $0) == nil } }

    /// The topics that restricted items are the last word on.
    public var restrictedTopics: Set<Topic> { Set(restrictedItems.compactMap(topic)) }

    /// What a selection tells besides that rests on a restricted item.
    var restrictedBundles: Set<String> {
        guard !orders.isEmpty else { return [] }
        let topics = restrictedTopics
        return Set([(Topic.rag, "rag"), (.custody, "custody")].filter { topics.contains($0.0) }.map(\.1))
    }

    /// What is restricted: an item's id, or nothing for the whole record.
    private var restrictedItems: [String] { standingRestrictions.map(\.item) }

    /// The restrictions that nobody has lifted: what each restricts, and the message that ordered it.
    ///
    /// One of an item that was rectified since is over: the item counts no more, and its correction has to reach every holder.
    var standingRestrictions: [(item: String, message: String)] {
        var last = [String: Register<Bool>]()
        for register in orders.values {
            guard case .ordered(let order) = register.value, [.restricted, .unrestricted].contains(order.kind) else {
                continue
            }
            let scope = order.item ?? ""
            if let kept = last[scope], register.stamp < kept.stamp { continue }
            last[scope] = Register(value: order.kind == .restricted, stamp: register.stamp)
        }
        let rectified = rectifiedItems
        return last.filter { item, order in
            order.value && !rectified.contains { Self.isItem(item, $0) || Self.isItem($0, item) }
        }
        .map { ($0.key, $0.value.stamp.message) }.sorted { $0.1 < $1.1 }
    }

    private var rectifiedItems: [String] {
        orders.values.compactMap { register in
            guard case .ordered(let order) = register.value, order.kind == .rectified else { return nil }
            return order.item
        }
    }

    /// Whether the record, or an item of it, has to be kept as evidence: what would be erased is restricted instead (Data
    /// Protection Act 2018 s.47(2)).
    public var isKeptAsEvidence: Bool {
        let standing = Set(standingRestrictions.map(\.message))
        return orders.contains { message, register in
            guard case .ordered(let order) = register.value else { return false }
            return order.reason == .evidence && standing.contains(message)
        }
    }

    /// The messages that started a review later than a moment: an end that comes late does not end what began after it.
    public func reviews(startedAfter moment: Timestamp) -> Set<String> {
        Set(
            orders.filter { _, register in
                guard case .ordered(let order) = register.value else { return false }
                return order.kind == .reviewStarted && register.stamp.occurred > moment
            }
            .keys)
    }

    /// Whether a notice about the person went astray to a recipient and nobody has said that it may be told again.
    func isAstray(_ recipient: String) -> Bool {
        let cleared = orders.values.compactMap { register -> String? in
            guard case .breachAssessed(let assessment) = register.value, assessment.mayBeToldAgain else { return nil }
            return assessment.breach
        }
        return orders.contains { key, register in
            guard case .misdirected(let report) = register.value, report.recipient == recipient else { return false }
            return !cleared.contains { Self.isItem($0, key) }
        }
    }

    /// The topic that an item speaks of and that it is told under; nil for an item that says who the person is, where they live
    /// or that they were selected, with which the whole record is restricted, and for an item nobody knows.
    public func topic(ofItem id: String) -> Topic? {
        if let hearing = hearings.first(where: { Self.isItem(id, $0.value.stamp.message) }) {
            return .hearing(hearing.key.text)
        }
        if let warrant = warrants.first(where: { $0.value.standing.map { Self.isItem(id, $0.stamp.message) } ?? false })
        {
            return .warrant(warrant.key)
        }
        if movements.keys.contains(where: { Self.isItem(id, $0) }) { return .custody }
        return ratings.keys.contains { Self.isItem(id, $0) } ? .rag : nil
    }

    /// Whether a message goes by an id: its own, or its source and id.
    static func isItem(_ id: String, _ message: String) -> Bool {
        !id.isEmpty && (message == id || message.hasSuffix(" " + id))
    }

    /// When the last stay ended, from which the time runs for which the person is kept; nil while one goes on, or without any.
    public var lastStayEnded: Timestamp? {
        let ends = spells.map(\.end)
        return ends.contains { $0 == nil } ? nil : ends.compactMap { $0 }.max()
    }
}
