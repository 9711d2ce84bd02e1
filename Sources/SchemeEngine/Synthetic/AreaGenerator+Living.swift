import CanonicalModel

extension AreaGenerator {
    /// One day of one person, as far as anybody hears of it.
    mutating func live(_ person: Int, _ day: Int) {
        guard lives[person].died == nil else { return }
        hear(person, day)
        release(person, day)
        guard lives[person].quietUntil <= at(day, 0) else { return }
        guard lives[person].isOn, let start = lives[person].stays.last?.start, start < at(day, 0) else {
            return liveOutside(person, day)
        }
        plan(person, day)
        if lives[person].isHeld { return liveInside(person, day) }
        meetPolice(person, day)
        keepAppointment(person, day)
        beTested(person, day)
        wearTag(person, day)
        review(person, day)
        if !lives[person].isPaired { move(person, day) }
        if group(of: lives[person].stays[lives[person].stays.count - 1]).isStatutory, !lives[person].isPaired,
            !lives[person].isHeld, random.happens(8)
        {
            recall(person, day)
        }
    }

    /// Who has left is still somebody whom a partner may nominate and the police may arrest.
    private mutating func liveOutside(_ person: Int, _ day: Int) {
        guard let end = lives[person].stays.last?.end, end < at(day - 3, 0), !lives[person].isHeld else { return }
        if random.happens(40) { arrest(person, day) }
        if random.happens(30) { nominate(person, day) }
    }

    private mutating func liveInside(_ person: Int, _ day: Int) {
        let isLastDays = (months.last?.end).map { $0 < at(day + 6, 0) } ?? true
        guard random.happens(3), !lives[person].isPaired, !lives[person].isLeaving, !isLastDays, !isMonthEnd(day),
            let stay = lives[person].stays.last, !stay.isEarly
        else { return }
        let limit = months.count > 1 ? months[months.count - 1].first.daysSinceEpoch - firstDay : dayCount
        guard day < limit - 2, turnover.bringForward(group(of: stay), after: day + 1, before: limit) else { return }
        die(person, day)
    }

    private func isMonthEnd(_ day: Int) -> Bool {
        ReportMonth(of: at(day, 0).date) != ReportMonth(of: at(day + 2, 0).date)
    }

    private mutating func die(_ person: Int, _ day: Int) {
        let (time, arrival, last) = (
            at(day, random.pick(3_600...70_000)), at(day, 84_600), lives[person].stays.count - 1
        )
        (lives[person].died, lives[person].deathKnown) = (time, arrival)
        say(.prison, prison(person, .died, time), arriving: arrival, isPunctual: true)
        vacancies[day + 1, default: []].append(group(of: lives[person].stays[last]))
        lives[person].stays[last].end = time
        lives[person].stays[last].ground = "died"
        closings[day + 4, default: []].append(person)
    }

    // MARK: Police

    private mutating func meetPolice(_ person: Int, _ day: Int) {
        if random.happens(90) { arrest(person, day) }
        guard random.happens(40) else { return }
        let time = at(day, random.pick(0...86_399))
        lives[person].intelligence.append(time)
        let known = say(
            .police, .row(layout: .intelligence, values: intelligence(person, time)), arriving: at(day + 1, 18_000))
        trigger(person, .amber, at: time, known: known, "intelligence")
    }

    private mutating func arrest(_ person: Int, _ day: Int) {
        let (number, time) = (number(), at(day, random.pick(0...86_399)))
        let asn = PeopleInventor.arrestNumber(number, year: at(day, 0).date.year, area: area)
        let reference = "A-\(number)"
        let isCorrected = mayBeCorrected(person, at: time) && random.happens(faults.corrections * 3)
        let row = arrestRow(person, reference, asn, time, extract: day + 1)
        let known = say(
            .police, .row(layout: .idiom, values: row), arriving: at(day + 1, 18_000), isPunctual: isCorrected)
        if isCorrected { return correct(person, day, row, asn, time) }
        lives[person].arrests.append(TrueLife.Arrest(at: time, asn: asn))
        trigger(person, .red, at: time, known: known, "arrest")
        followUp(person, day, asn, known)
    }

    /// Only where the arrest proposes nothing: what was alerted by an arrest that is corrected later is told otherwise.
    private func mayBeCorrected(_ person: Int, at time: Timestamp) -> Bool {
        guard area.hasColours, let stay = lives[person].stays.last, lives[person].isOn else { return true }
        // A fall that was decided and waits for its time would be held up by the arrest, too.
        return lives[person].colour == .red && ColourAccount(lives[person], stay).picture(at: time).waitsUntil == nil
    }

    /// An event that may propose a colour, and the meeting that will look at it.
    mutating func trigger(_ person: Int, _ raises: RAGRating, at time: Timestamp, known: Timestamp, _ word: String) {
        lives[person].triggers.append(TrueLife.Trigger(at: time, known: known, raises: raises))
        if random.happens(8_000) { consider(person, word, after: known) }
    }

    /// The police find that the day was another, or that nobody was arrested at all.
    private mutating func correct(_ person: Int, _ day: Int, _ row: [String: String], _ asn: String, _ time: Timestamp)
    {
        let later = day + random.pick(8...12)
        var corrected = row
        corrected["extract_date"] = date(later)
        let isWithdrawn = random.happens(5_000)
        corrected["record_status"] = isWithdrawn ? "withdrawn" : "amended"
        let truly = time.adding(seconds: Int64(random.pick(1...3)) * 86_400 + 3_600)
        if !isWithdrawn {
            corrected["occurred_at"] = truly.description
            lives[person].triggers.append(TrueLife.Trigger(at: truly, known: at(later, 18_000), raises: .red))
        }
        say(.police, .row(layout: .idiom, values: corrected), arriving: at(later, 18_000), isPunctual: true)
        lives[person].quietUntil = at(later + 1, 0)
        lives[person].arrests.append(
            TrueLife.Arrest(at: isWithdrawn ? time : truly, asn: asn, isWithdrawn: isWithdrawn))
    }

    private mutating func followUp(_ person: Int, _ day: Int, _ asn: String, _ known: Timestamp) {
        guard random.happens(6_000) else { return }
        let row = chargeRow(person, "C-\(number())", asn, day, extract: known.date.daysSinceEpoch - firstDay)
        say(.police, .row(layout: .idiom, values: row), arriving: known, isPunctual: true)
        lives[person].triggers.append(TrueLife.Trigger(at: midnight(day), known: known, raises: .red))
        lives[person].hearings.append((day + random.pick(14...45), asn, random.pick(1...4)))
        if mayBeHeld(person), random.happens(1_200) { receive(person, day + 1, .remand) }
    }

    private func mayBeHeld(_ person: Int) -> Bool {
        !lives[person].isHeld && lives[person].isOn && !lives[person].isPaired
    }

    /// The court's own word goes by its own feed, the police's record of it by another.
    private mutating func hear(_ person: Int, _ day: Int) {
        for hearing in lives[person].hearings where hearing.day == day {
            tellOutcome(person, day, asn: hearing.asn, offences: hearing.offences, arriving: at(day + 1, 18_000))
            tellCourt(person, day, hearing.offences)
            if mayBeHeld(person), lives[person].quietUntil <= at(day, 0), random.happens(1_800) {
                receive(person, day, .sentence)
            }
        }
        lives[person].hearings.removeAll { $0.day <= day }
    }

    mutating func tellOutcome(_ person: Int, _ day: Int, asn: String?, offences: Int, arriving: Timestamp) {
        let row = outcomeRow(person, "D-\(number())", asn, day, offences, extract: arriving.date)
        say(.police, .row(layout: .idiom, values: row), arriving: arriving, isPunctual: asn == nil)
        lives[person].outcomes.append((midnight(day), asn, offences))
    }

    private mutating func tellCourt(_ person: Int, _ day: Int, _ offences: Int) {
        let number = number()
        func document(_ code: String, _ share: Int) -> FeedItem.Body {
            .document(
                CourtDocuments.result(
                    lives[person].identity, correlation: "CID-\(area.id)-\(number)-\(share)", number: number,
                    day: date(day),
                    code: code), suffix: "xml")
        }
        let isCorrected = random.happens(faults.corrections)
        say(.courts, document("1116", 1), arriving: at(day, 84_600), isPunctual: isCorrected)
        if isCorrected { say(.courts, document("1015", 2), arriving: at(day + 3, 84_600), isPunctual: true) }
    }

    // MARK: Prison

    private enum Reason { case remand, sentence, recall }

    private mutating func receive(_ person: Int, _ day: Int, _ reason: Reason) {
        let time = at(day, random.pick(54_000...75_000))
        let kind: PrisonEvents.Kind = reason == .recall ? .recalled : reason == .remand ? .remanded : .sentenced
        let known = sayMovement(person, kind, time, day)
        let isToldTwice = random.happens(3_000)
        let from = isToldTwice ? time.adding(seconds: -90) : time
        if isToldTwice { sayMovement(person, .receivedWithoutCode, from, day, arriving: known) }
        lives[person].custody.append((time, true))
        lives[person].prison.append(TrueLife.Prison(from: from, begins: known))
        // Nobody hears of a release before hearing of the reception.
        let heard = known.date.daysSinceEpoch - firstDay + 2
        lives[person].releaseDay = max(heard, day + random.pick(reason == .sentence ? 25...120 : 14...40))
    }

    private mutating func release(_ person: Int, _ day: Int) {
        guard lives[person].releaseDay == day else { return }
        lives[person].releaseDay = nil
        let time = at(day, random.pick(28_800...43_200))
        let known = sayMovement(person, .released, time, day)
        lives[person].custody.append((time, false))
        let last = lives[person].prison.count - 1
        (lives[person].prison[last].until, lives[person].prison[last].ends) = (time, known)
        lives[person].quietUntil = max(lives[person].quietUntil, known)
        consider(person, "release", after: known)
    }

    private mutating func recall(_ person: Int, _ day: Int) {
        let time = at(day, random.pick(32_400...61_200))
        say(
            .probation,
            .document(ProbationEvents.recalled(lives[person].identity.crn, at: time, number()), suffix: "json"),
            arriving: at(day, 84_600), isPunctual: true)
        lives[person].recalls.append(time)
        // Recalled and not back yet is at large, which always alerts.
        lives[person].triggers.append(
            TrueLife.Trigger(at: time, known: at(day, 84_600), raises: .red, isAlarm: true))
        receive(person, day + 1, .recall)
    }

    @discardableResult
    private mutating func sayMovement(
        _ person: Int, _ kind: PrisonEvents.Kind, _ time: Timestamp, _ day: Int, arriving: Timestamp? = nil
    ) -> Timestamp {
        let arrived = say(
            .prison, prison(person, kind, time), arriving: arriving ?? at(day, 84_600), isPunctual: arriving != nil)
        lives[person].recordings.append((time, arrived))
        return arrived
    }

    private func prison(_ person: Int, _ kind: PrisonEvents.Kind, _ time: Timestamp) -> FeedItem.Body {
        .document(PrisonEvents.event(kind, lives[person].identity.noms, at: time), suffix: "json")
    }
}

extension PeopleInventor {
    /// An arrest summons number of an area's own series.
    static func arrestNumber(_ number: Int, year: Int, area: AreaSpecification) -> String {
        asn(year: year, serial: Int(area.postcodeArea.utf8.last ?? 65) * 1_000_000 + number)
    }
}
