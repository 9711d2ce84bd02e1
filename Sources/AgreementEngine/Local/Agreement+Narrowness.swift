extension Agreement {
    /// Why this agreement may let more go, or bind less, than another; empty when it provably does neither (check P12).
    ///
    /// The proof is structural, so that it holds for every request there can be. If all of these hold, a field that goes
    /// here goes there too, under no fewer duties:
    ///
    /// 1. Parties, signatures, purposes, dates and status are the same: the gate before the rules opens no earlier.
    /// 2. Every guardrail of the other is a guardrail here. More guardrails only refuse more.
    /// 3. Every permit here is one of the other, with the same parties, purpose and powers; its categories are among the
    ///    other's; and every term of the other's condition is a term of its condition. A conjunction with more terms is
    ///    never truer, in Kleene's logic as in anybody's.
    /// 4. Every permit that was changed still binds as the other has it (``binding``), so that a field which goes by
    ///    another permit keeps the duties that the two together put on it.
    ///
    /// What takes back what was told rests on no rule and is the same under both.
    ///
    /// - Parameter corporate: the agreement of all.
    /// - Returns: what is not proved, in words.
    public func departures(from corporate: Agreement) -> [String] {
        frameDepartures(corporate) + guardrailDepartures(corporate) + permitDepartures(corporate)
    }

    /// Sections under which more would go, or fewer duties hold, than in the agreement of all.
    ///
    /// No section that loads is one, because the language has no word for more; what is signed is proved all the same.
    /// - Parameter narrow: makes the agreement of one scheme; a test may hand in a faulty one.
    func widenings(
        narrowedBy narrow: (Agreement, String) -> Agreement? = { $0.local(for: $1) }
    ) -> [ProofFinding] {
        schemes.keys.sorted().flatMap { scheme in
            (narrow(self, scheme)?.departures(from: self) ?? []).map { departure in
                ProofFinding(
                    .localSections, "In \(scheme) more may go, or under fewer duties: \(departure).",
                    remedy: "Take it out of the section of \(scheme), or permit it in the agreement of all.")
            }
        }
    }

    private func frameDepartures(_ corporate: Agreement) -> [String] {
        let isSame =
            parties == corporate.parties && signOffs == corporate.signOffs && purposes == corporate.purposes
            && gateways == corporate.gateways && status == corporate.status && review == corporate.review
            && effectiveFrom == corporate.effectiveFrom && effectiveUntil == corporate.effectiveUntil
        return isSame ? [] : ["its parties, signatures, purposes, powers, dates or status are not those of all"]
    }

    private func guardrailDepartures(_ corporate: Agreement) -> [String] {
        corporate.guardrails.filter { !guardrails.contains($0) }.map { "it lacks the refusal \($0.id)" }
    }

    private func permitDepartures(_ corporate: Agreement) -> [String] {
        let known = permits.flatMap { permit in
            guard let original = corporate.permits.first(where: { $0.id == permit.id }) else {
                return ["it permits by \(permit.id), which is not in the agreement of all"]
            }
            return permit.departures(from: original, isBinding: binding.contains(original))
        }
        let gone = corporate.permits.filter { original in
            !permits.contains { $0.id == original.id } && !binding.contains(original)
        }
        return known + gone.map { "it drops \($0.id) with the duties that it puts on other permits" }
    }
}

extension Agreement.Permit {
    fileprivate func departures(from original: Agreement.Permit, isBinding: Bool) -> [String] {
        guard self != original else { return [] }
        var departures = [String]()
        if from != original.from || to != original.to { departures.append("\(id) has other parties") }
        if purpose != original.purpose || gateways != original.gateways {
            departures.append("\(id) has another purpose or power")
        }
        if !share.allSatisfy({ CategoryVocabulary.isCovered($0, by: original.share) }) {
            departures.append("\(id) shares more")
        }
        if !Set(original.when.terms).isSubset(of: Set(when.terms)) { departures.append("\(id) asks for less") }
        var both = obligations
        both.merge(original.obligations)
        if both != obligations || !isBinding { departures.append("\(id) obliges to less") }
        return departures
    }
}
