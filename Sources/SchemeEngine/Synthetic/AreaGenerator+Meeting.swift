import CanonicalModel

extension AreaGenerator {
    /// What the hub decides at one meeting.
    mutating func meet(_ day: Int, _ slot: Int) {
        if slot == 0 { leaveEarly(day) }
        if slot == 0 { complete(day) }
        if slot == 1 { startAndReplace(day) }
        if slot == 0 { closeDeaths(day) }
        if slot == 1 && day % 30 == 11 { exchangeCohorts(day) }
        if slot == 2 { makeDoubles(day) }
        for person in lives.indices { decideColour(person, day, slot) }
    }

    // MARK: Starting and leaving

    private mutating func startAndReplace(_ day: Int) {
        for group in vacancies[day] ?? [] { select(group, isEarly: false, day, 1) }
        for start in turnover.starts[day] ?? [] {
            guard let leaver = leaver(of: start.group, day) else { continue }
            deselect(leaver, ground: random.pick(area.scheme.grounds + [AreaScheme.moved]), day, 1)
            select(start.group, isEarly: start.isEarly, day, 2)
        }
    }

    /// Somebody who has been on long enough to leave, and about whom nothing else is planned.
    private mutating func leaver(of group: AreaSpecification.Group, _ day: Int) -> Int? {
        let limit = at(day - 45, 0)
        let able = lives.indices.filter { place in
            guard lives[place].isOn, !lives[place].isPaired, !lives[place].isLeaving,
                let stay = lives[place].stays.last
            else { return false }
            return stay.start < limit && !stay.isEarly && self.group(of: stay) == group
        }
        return able.isEmpty ? nil : random.pick(able)
    }

    func group(of stay: TrueLife.Stay) -> AreaSpecification.Group {
        .init(isPPO: stay.cohorts.last?.cohort == "ppo", isStatutory: stay.isStatutory)
    }

    private mutating func leaveEarly(_ day: Int) {
        for person in lives.indices {
            guard lives[person].isOn, let stay = lives[person].stays.last, stay.isEarly,
                stay.start < at(day - leavingAfter(person), 0)
            else { continue }
            // Who leaves early leaves on the day: the shares of table 3.1 are counted by days.
            record(deselection: person, ground: random.pick(area.scheme.grounds), day, 0)
            select(group(of: stay), isEarly: false, day, 1)
        }
    }

    /// Between 3 and 24 days, by person.
    private func leavingAfter(_ person: Int) -> Int { 3 + lives[person].identity.house % 22 }

    /// Now and then the record states too little: it is held, the person stays on, and a day later it is recorded whole.
    private mutating func deselect(_ person: Int, ground: String, _ day: Int, _ slot: Int) {
        guard isIncomplete(day) else { return record(deselection: person, ground: ground, day, slot) }
        guard let cohort = lives[person].stays.last?.cohorts.last?.cohort else { return }
        decideTooLittle(
            person,
            .deselection(
                DeselectionDecision(
                    person: lives[person].identity.known, cohort: cohort, ground: ground, decidedBy: Self.chair)),
            day, slot, .deselect(person, ground))
    }

    private mutating func isIncomplete(_ day: Int) -> Bool {
        day + 2 < dayCount && random.happens(faults.incomplete)
    }

    private mutating func record(deselection person: Int, ground: String, _ day: Int, _ slot: Int) {
        guard let cohort = lives[person].stays.last?.cohorts.last?.cohort else { return }
        let time = meeting(day, slot)
        decide(
            person,
            .deselection(
                DeselectionDecision(
                    person: lives[person].identity.known, cohort: cohort, ground: ground, meeting: name(of: day),
                    decidedBy: Self.chair, panel: area.scheme.panel(on: time.date),
                    transferTo: ground == AreaScheme.moved ? "elsewhere" : nil)), at: time)
        let last = lives[person].stays.count - 1
        lives[person].isLeaving = false
        if lives[person].stays[last].end == nil {
            lives[person].stays[last].end = time
            lives[person].stays[last].ground = ground
        }
    }

    private func name(of day: Int) -> String { "Panel of \(date(day))" }

    /// What stated too little is recorded again.
    private mutating func complete(_ day: Int) {
        for completion in completions[day] ?? [] {
            switch completion {
            case .select(let person, let group): record(selection: person, group, isEarly: false, day, 0)
            case .deselect(let person, let ground):
                if lives[person].isOn { record(deselection: person, ground: ground, day, 0) }
            }
        }
    }

    mutating func select(_ group: AreaSpecification.Group, isEarly: Bool, _ day: Int, _ slot: Int) {
        let person = returning(day) ?? newcomer(day)
        guard !isEarly, isIncomplete(day) else { return record(selection: person, group, isEarly: isEarly, day, slot) }
        let (cohort, life) = (cohort(group, born: lives[person].identity.born, day: day), lives[person])
        decideTooLittle(
            person,
            .selection(
                SelectionDecision(
                    person: life.identity.person(living: life.postcode), cohort: cohort, isStatutory: group.isStatutory,
                    decidedBy: Self.chair)), day, slot, .select(person, group))
    }

    private mutating func record(
        selection person: Int, _ group: AreaSpecification.Group, isEarly: Bool, _ day: Int, _ slot: Int
    ) {
        let time = meeting(day, slot)
        let cohort = cohort(group, born: lives[person].identity.born, day: day)
        let colour = area.hasColours ? random.pick([RAGRating.red, .amber, .green, nil]) : nil
        let life = lives[person]
        let reason = group.isPPO ? area.scheme.reasons.ppo : area.scheme.reasons.other
        decide(
            person,
            .selection(
                SelectionDecision(
                    person: life.identity.person(living: life.postcode), cohort: cohort, isStatutory: group.isStatutory,
                    rag: colour, meeting: name(of: day), decidedBy: Self.chair,
                    panel: area.scheme.panel(on: time.date, evidence: paper(of: person), reason: reason))), at: time)
        lives[person].isLeaving = false
        lives[person].stays.append(
            TrueLife.Stay(
                start: time, end: nil, ground: nil, isStatutory: group.isStatutory, cohorts: [(time, cohort)],
                isImported: false, isEarly: isEarly, colours: colour.map { [(time, $0)] } ?? []))
        if let colour { lives[person].rates.append(TrueLife.Rate(at: time, known: time, colour: colour)) }
    }

    /// What the panel had before it: a paper of the hub's own, since the broker keeps nothing of strangers.
    private func paper(of person: Int) -> String { "paper-\(area.postcodeArea)-\(person)" }

    /// Somebody who left a month ago or earlier and is at liberty.
    private mutating func returning(_ day: Int) -> Int? {
        guard random.happens(1_500) else { return nil }
        let limit = at(day - 30, 0)
        let able = lives.indices.filter { place in
            let life = lives[place]
            return !life.isOn && life.died == nil && !life.isHeld && !life.isPaired && !life.isLeaving
                && life.quietUntil < at(day, 0) && isAdult(life, day)
                && (life.stays.last?.end.map { $0 < limit } ?? false)
        }
        return able.isEmpty ? nil : random.pick(able)
    }

    private func isAdult(_ life: TrueLife, _ day: Int) -> Bool {
        life.identity.born.wholeYears(to: CalendarDate(daysSinceEpoch: firstDay + day)) >= 18
    }

    /// An adult: a child becomes a deter young offender by an order, an assessment and the youth offending team's choice
    /// (LDS 1.28), of which no feed of the area speaks.
    private mutating func newcomer(_ day: Int) -> Int {
        let born = CalendarDate(daysSinceEpoch: firstDay + day - random.pick(6_700...15_000))
        return addPerson(born: born, known: born.year + 14)
    }

    private mutating func closeDeaths(_ day: Int) {
        for person in closings[day] ?? [] { record(deselection: person, ground: "death", day, 0) }
    }

    // MARK: A change of cohort

    /// One priority offender becomes another's, and the other way round, so that the caseload's shares stand.
    private mutating func exchangeCohorts(_ day: Int) {
        guard let down = leaver(of: .init(isPPO: true, isStatutory: true), day),
            let up = leaver(of: .init(isPPO: false, isStatutory: true), day),
            lives[up].stays.last?.cohorts.last?.cohort == area.otherCohort, isAdult(lives[up], day)
        else { return }
        changeCohort(down, to: area.otherCohort, day)
        changeCohort(up, to: "ppo", day)
    }

    /// The stay goes on: nobody is de-selected (DES-01).
    private mutating func changeCohort(_ person: Int, to cohort: String, _ day: Int) {
        let time = meeting(day, 1)
        guard let old = lives[person].stays.last?.cohorts.last?.cohort else { return }
        decide(
            person,
            .cohortChanged(
                CohortChange(
                    person: lives[person].identity.known, from: old, to: cohort, decidedBy: Self.chair,
                    panel: area.scheme.panel(on: time.date, evidence: paper(of: person)))), at: time)
        lives[person].stays[lives[person].stays.count - 1].cohorts.append((time, cohort))
        lives[person].isPaired = true
    }

    // MARK: Colours

    /// A meeting looks at somebody: it confirms what is proposed or refuses it, assesses after a release, or lowers.
    private mutating func decideColour(_ person: Int, _ day: Int, _ slot: Int) {
        let words = lives[person].considerations.filter { $0.day == day && $0.slot == slot }.map(\.word)
        guard let word = words.first else { return }
        lives[person].considerations.removeAll { ($0.day, $0.slot) <= (day, slot) }
        let (time, life) = (meeting(day, slot), lives[person])
        // While the police have yet to correct an arrest, the arrest holds up a fall that the correction would let go.
        guard life.isOn, !life.isHeld, !life.isPaired, life.quietUntil <= time, let stay = life.stays.last,
            stay.start < time, let colour = verdict(on: word, ColourAccount(life, stay).picture(at: time))
        else { return }
        decide(
            person,
            .rag(
                RAGDecision(
                    person: life.identity.known, rating: colour, triggerClass: word, decidedBy: Self.chair,
                    panel: area.scheme.panel(on: time.date))), at: time)
        lives[person].decisions.append(
            TrueLife.Decision(at: time, colour: colour, before: life.colour, trigger: word))
        lives[person].stays[life.stays.count - 1].colours.append((time, colour))
        lives[person].rates.append(TrueLife.Rate(at: time, known: time, colour: colour))
    }

    /// What a meeting decides; nil where there is nothing to decide.
    private mutating func verdict(on word: String, _ picture: ColourAccount.Picture) -> RAGRating? {
        guard !picture.isInPrison else { return nil }
        let standing = picture.confirmed ?? .amber
        if let proposed = picture.proposed { return random.happens(6_500) ? proposed : standing }
        switch word {
        case "release": return standing
        case "review" where picture.confirmed == .red: return .amber
        case "review" where picture.confirmed == .amber: return .green
        default: return nil
        }
    }

    // MARK: One person under two records

    mutating func planDoubles() {
        guard dayCount > 40 else { return }
        // Red people, so that nothing that happens meanwhile proposes another colour under one of the two records.
        let able = lives.indices.filter { place in
            lives[place].identity.born.daysSinceEpoch < firstDay - 6_620
                && (!area.hasColours || lives[place].colour == .red)
        }
        for place in 0..<faults.merges where place < able.count {
            let person = able[place]
            doubles[10 + place * 3, default: []].append(person)
            unions[24 + place * 3, default: []].append(person)
            lives[person].isPaired = true
        }
    }

    /// The panel selects somebody whom it knows under another number and another birthday already; later the prison finds out.
    private mutating func makeDoubles(_ day: Int) {
        for person in doubles[day] ?? [] where lives[person].isOn { double(person, day) }
        for person in unions[day] ?? [] where lives[person].secondNumber != nil { unite(person, day) }
        for person in unions[day - 1] ?? [] where lives[person].secondNumber != nil { confirm(person, day) }
    }

    private mutating func double(_ person: Int, _ day: Int) {
        let (life, number) = (lives[person], inventor.secondNumber())
        guard let stay = life.stays.last, let cohort = stay.cohorts.last?.cohort else { return }
        var other = life.identity.person(living: life.postcode)
        other.identifiers = [PersonIdentifier(.noms, number, writtenIn: 2_030)]
        other.dateOfBirth = CalendarDate(daysSinceEpoch: life.identity.born.daysSinceEpoch - 4_321)
        other.address?.postcode = String(life.postcode.dropLast(3)) + "\(life.identity.sector % 9 + 1)QZ"
        let time = meeting(day, 2)
        let cause = decide(
            .selection(
                SelectionDecision(
                    person: other, cohort: cohort, isStatutory: stay.isStatutory, rag: life.colour,
                    meeting: name(of: day), decidedBy: Self.chair,
                    panel: area.scheme.panel(on: time.date, evidence: paper(of: person)))), at: time)
        lives[person].secondNumber = number
        lives[person].panel.append((time, "selection", nil))
        if let colour = life.colour { lives[person].rates.append(TrueLife.Rate(at: time, known: time, colour: colour)) }
        if TellingAccount.isTold("selection", colour: life.colour, wasTold: false, area) {
            tell(person, life.team, "selection", at: time, cause: cause)
        }
    }

    private mutating func unite(_ person: Int, _ day: Int) {
        guard let number = lives[person].secondNumber else { return }
        say(
            .prison,
            .document(PrisonEvents.merged(lives[person].identity.noms, number, at: at(day, 60_000)), suffix: "json"),
            arriving: at(day, 84_600), isPunctual: true)
    }

    private mutating func confirm(_ person: Int, _ day: Int) {
        decide(
            .addressChanged(AddressChange(person: lives[person].identity.person(living: lives[person].postcode))),
            at: meeting(day, 2))
        lives[person].secondNumber = nil
        lives[person].isPaired = false
    }
}
