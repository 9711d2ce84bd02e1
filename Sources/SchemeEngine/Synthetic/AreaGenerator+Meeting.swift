import CanonicalModel

extension AreaGenerator {
    /// What the hub decides at one meeting.
    mutating func meet(_ day: Int, _ slot: Int) {
        if slot == 0 { leaveEarly(day) }
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
            let grounds =
                ["six-months-clear", "order-completed", "moved-area", "no-immediate-risk", "recalled"]
                + (start.group.isStatutory ? [] : ["refused-engagement"])
            deselect(leaver, ground: random.pick(grounds), day, 1)
            select(start.group, isEarly: start.isEarly, day, 2)
        }
    }

    /// Somebody who has been on long enough to leave, and about whom nothing else is planned.
    private mutating func leaver(of group: AreaSpecification.Group, _ day: Int) -> Int? {
        let limit = at(day - 45, 0)
        let able = lives.indices.filter { place in
            guard lives[place].isOn, !lives[place].isPaired, let stay = lives[place].stays.last else { return false }
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
            deselect(person, ground: random.pick(["no-immediate-risk", "other-scheme", "recalled"]), day, 0)
            select(group(of: stay), isEarly: false, day, 1)
        }
    }

    /// Between 3 and 24 days, by person.
    private func leavingAfter(_ person: Int) -> Int { 3 + lives[person].identity.house % 22 }

    mutating func deselect(_ person: Int, ground: String, _ day: Int, _ slot: Int) {
        guard let cohort = lives[person].stays.last?.cohorts.last?.cohort else { return }
        let time = meeting(day, slot)
        let cause = decide(
            .deselection(
                DeselectionDecision(
                    person: lives[person].identity.known, cohort: cohort, ground: ground,
                    meeting: "Panel of \(date(day))", decidedBy: Self.chair)), at: time)
        let last = lives[person].stays.count - 1
        for team in lives[person].stays[last].told.keys.sorted() {
            tell(person, team, "deselection", at: time, cause: cause)
        }
        if lives[person].stays[last].end == nil {
            lives[person].stays[last].end = time
            lives[person].stays[last].ground = ground
        }
    }

    mutating func select(_ group: AreaSpecification.Group, isEarly: Bool, _ day: Int, _ slot: Int) {
        let person = returning(day) ?? newcomer(group, day)
        let time = meeting(day, slot)
        let cohort = cohort(group, born: lives[person].identity.born, day: day)
        let colour = area.hasColours ? random.pick([RAGRating.red, .amber, .green, nil]) : nil
        let life = lives[person]
        let cause = decide(
            .selection(
                SelectionDecision(
                    person: life.identity.person(living: life.postcode), cohort: cohort, isStatutory: group.isStatutory,
                    rag: colour, meeting: "Panel of \(date(day))", decidedBy: Self.chair)), at: time)
        lives[person].stays.append(
            TrueLife.Stay(
                start: time, end: nil, ground: nil, isStatutory: group.isStatutory, cohorts: [(time, cohort)],
                isImported: false, isEarly: isEarly, colours: colour.map { [(time, $0)] } ?? [],
                told: [life.team: true],
                toldColour: colour))
        tell(person, life.team, "selection", at: time, cause: cause)
    }

    /// Somebody who left a month ago or earlier and is at liberty.
    private mutating func returning(_ day: Int) -> Int? {
        guard random.happens(1_500) else { return nil }
        let limit = at(day - 30, 0)
        let able = lives.indices.filter { place in
            let life = lives[place]
            return !life.isOn && life.died == nil && !life.isHeld && !life.isPaired
                && (life.stays.last?.end.map { $0 < limit } ?? false)
        }
        return able.isEmpty ? nil : random.pick(able)
    }

    private mutating func newcomer(_ group: AreaSpecification.Group, _ day: Int) -> Int {
        let isChild = area.hasYouths && !group.isPPO && random.happens(1_500)
        let age = isChild ? random.pick(5_300...6_400) : random.pick(6_700...15_000)
        let born = CalendarDate(daysSinceEpoch: firstDay + day - age)
        return addPerson(born: born, known: born.year + 14)
    }

    private mutating func closeDeaths(_ day: Int) {
        for person in closings[day] ?? [] { deselect(person, ground: "died", day, 0) }
    }

    // MARK: A change of cohort

    /// One priority offender becomes another's, and the other way round, so that the caseload's shares stand.
    private mutating func exchangeCohorts(_ day: Int) {
        guard let down = leaver(of: .init(isPPO: true, isStatutory: true), day),
            let up = leaver(of: .init(isPPO: false, isStatutory: true), day),
            lives[up].stays.last?.cohorts.last?.cohort == area.otherCohort
        else { return }
        changeCohort(down, to: area.otherCohort, day)
        changeCohort(up, to: "ppo", day)
    }

    private mutating func changeCohort(_ person: Int, to cohort: String, _ day: Int) {
        let (time, life) = (meeting(day, 1), lives[person])
        guard let stay = life.stays.last, let old = stay.cohorts.last?.cohort else { return }
        let end = decide(
            .deselection(
                DeselectionDecision(
                    person: life.identity.known, cohort: old, ground: "cohort-change", meeting: "Panel of \(date(day))",
                    decidedBy: Self.chair)), at: time)
        let start = decide(
            .selection(
                SelectionDecision(
                    person: life.identity.person(living: life.postcode), cohort: cohort, isStatutory: stay.isStatutory,
                    rag: life.colour, meeting: "Panel of \(date(day))", decidedBy: Self.chair)), at: time)
        for team in stay.told.keys.sorted() { tell(person, team, "deselection", at: time, cause: end) }
        tell(person, life.team, "selection", at: time, cause: start)
        let last = life.stays.count - 1
        lives[person].stays[last].cohorts.append((time, cohort))
        lives[person].stays[last].told = [life.team: true]
        lives[person].stays[last].toldColour = life.colour
        lives[person].isPaired = true
    }

    // MARK: Colours

    private mutating func decideColour(_ person: Int, _ day: Int, _ slot: Int) {
        guard let planned = lives[person].pendingColour, planned.day == day, planned.slot == slot else { return }
        lives[person].pendingColour = nil
        guard lives[person].isOn, lives[person].secondNumber == nil, lives[person].colour != planned.colour else {
            return
        }
        // Nobody inside becomes a greater risk to the beat; a panel that thinks so waits for the release.
        let isRise = lives[person].colour.map { $0 < planned.colour } ?? true
        guard !lives[person].isHeld || !isRise else { return }
        let (time, last) = (meeting(day, slot), lives[person].stays.count - 1)
        let stay = lives[person].stays[last]
        guard stay.start < time, stay.cohorts.allSatisfy({ $0.since < time }) else { return }
        let cause = decide(
            .rag(
                RAGDecision(
                    person: lives[person].identity.known, rating: planned.colour, triggerClass: planned.trigger,
                    decidedBy: Self.chair)), at: time)
        lives[person].decisions.append(
            TrueLife.Decision(at: time, colour: planned.colour, before: lives[person].colour, trigger: planned.trigger))
        lives[person].stays[last].colours.append((time, planned.colour))
        guard stay.toldColour != planned.colour else { return }
        let isToldRise = stay.toldColour.map { $0 < planned.colour } ?? true
        tell(person, lives[person].team, isToldRise ? "rag-escalation" : "rag-reduction", at: time, cause: cause)
        lives[person].stays[last].toldColour = planned.colour
    }

    // MARK: One person under two records

    mutating func planDoubles() {
        guard dayCount > 40 else { return }
        let adults = lives.indices.filter { lives[$0].identity.born.daysSinceEpoch < firstDay - 6_620 }
        for place in 0..<faults.merges where place * 7 < adults.count {
            let person = adults[place * 7]
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
        let cause = decide(
            .selection(
                SelectionDecision(
                    person: other, cohort: cohort, isStatutory: stay.isStatutory, rag: life.colour,
                    meeting: "Panel of \(date(day))", decidedBy: Self.chair)), at: meeting(day, 2))
        lives[person].secondNumber = number
        tell(person, life.team, "selection", at: meeting(day, 2), cause: cause)
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
