/// Points of a space of facts, told as few sentences as the facts allow: each says which values a fact has to have.
struct FactRegion: Sendable, Hashable {
    /// Which classes of each axis, in the order of the axes; every class when nil.
    let choices: [[Int]?]

    /// Cuts a set of points into regions that do not overlap: values of a fact that have the same rest are told
    /// together.
    static func regions(of points: [Bool], in space: FactSpace) -> [FactRegion] {
        cut(points[...], space, axis: 0).map { FactRegion(choices: $0) }
    }

    private static func cut(_ points: ArraySlice<Bool>, _ space: FactSpace, axis: Int) -> [[[Int]?]] {
        guard points.contains(true) else { return [] }
        guard axis < space.axes.count else { return [[]] }
        let stride = space.strides[axis]
        var rests = [(slice: ArraySlice<Bool>, places: [Int])]()
        for place in space.axes[axis].classes.indices {
            let slice = points[(points.startIndex + place * stride)..<(points.startIndex + (place + 1) * stride)]
            if let same = rests.firstIndex(where: { $0.slice.elementsEqual(slice) }) {
                rests[same].places.append(place)
            } else {
                rests.append((slice, [place]))
            }
        }
        return rests.flatMap { rest in
            let choice = rest.places.count == space.axes[axis].classes.count ? nil : rest.places
            return cut(rest.slice, space, axis: axis + 1).map { [choice] + $0 }
        }
    }

    /// The region in words, a fact each; empty when the facts do not matter.
    func words(in space: FactSpace) -> [String] {
        zip(space.axes, choices).compactMap { axis, choice in choice.flatMap { axis.words(of: $0) } }
    }
}

extension FactAxis {
    /// What holds when the fact is in one of some classes; nil when nothing is to be said.
    fileprivate func words(of places: [Int]) -> String? {
        let members = places.flatMap { classes[$0].members }
        switch name {
        case .fact(.signatory): return nil
        case .fact(let name):
            let words = members.map { $0.place.map(name.spelling) ?? "unknown" }
            return "\(name.rawValue) is \(words.alternatives)"
        case .consents: return Self.consentWords(members)
        case .sources: return sourceWords(of: places)
        case .age, .assessments, .override, .scheme:
            return places.map { classes[$0].members[0].words }.alternatives
        }
    }

    /// A field that is not from named feeds alone is the ordinary case, and is told as such.
    private func sourceWords(of places: [Int]) -> String {
        places.map { place in
            let value = classes[place]
            let isOrdinary = value.yes == 0 && value.no != 0
            return isOrdinary ? "the field is not from one feed that a rule names alone" : value.members[0].words
        }.alternatives
    }

    /// For each consent asked for, the states that it may have; nothing of one that may have any.
    private static func consentWords(_ members: [FactSetting]) -> String? {
        let known = members.compactMap { member in if case .consents(let settings?) = member { settings } else { nil } }
        let keys = known.first?.map(\.key) ?? []
        var words = [String]()
        for (place, key) in keys.enumerated() {
            var states = [String]()
            for setting in known.map({ $0[place] }) {
                let state = setting.state.rawValue + (setting.form.map { " (\($0))" } ?? "")
                if !states.contains(state) { states.append(state) }
            }
            let isAny = Set(known.map { $0[place].state }).count == ConsentState.allCases.count
            if !isAny {
                words.append("consent for \(key.covers) with \(key.with) to \(key.purpose) is \(states.alternatives)")
            }
        }
        let isUnknown = known.count < members.count
        if words.isEmpty { return isUnknown ? "consents are unknown" : nil }
        return words.joined(separator: " and ") + (isUnknown ? ", or consents are unknown" : "")
    }
}

extension FactSetting {
    /// The place of a word; nil when it is unknown or no word.
    fileprivate var place: Int? { if case .word(_, let place) = self { place } else { nil } }
}

extension [String] {
    /// "a, b or c"
    var alternatives: String { joined(by: "or") }

    /// "a, b and c"
    var enumeration: String { joined(by: "and") }

    private func joined(by word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) " + last
    }
}
