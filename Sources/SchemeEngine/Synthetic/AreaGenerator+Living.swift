import CanonicalModel

extension AreaGenerator {
    /// One day of one person, as far as anybody hears of it.
    mutating func live(_ person: Int, _ day: Int) {
        guard lives[person].died == nil else { return }
        hear(person, day)
        release(person, day)
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
        if lives[person].secondNumber == nil && !lives[person].isPaired { move(person, day) }
        if group(of: lives[person].stays[lives[person].stays.count - 1]).isStatutory && random.happens(8) {
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
        guard random.happens(3), !lives[person].isPaired, !isLastDays, !isMonthEnd(day),
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
        lives[person].died = time
        say(.prison, prison(person, .died, time), arriving: arrival, isPunctual: true)
        for (team, goesOn) in lives[person].stays[last].told.sorted(by: { $0.key < $1.key }) where goesOn {
            tell(person, team, "stop-visits", at: arrival, cause: nil)
        }
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
        say(.police, .row(layout: .intelligence, values: intelligence(person, time)), arriving: at(day + 1, 18_000))
    }

    private mutating func arrest(_ person: Int, _ day: Int) {
        let (number, time) = (number(), at(day, random.pick(0...86_399)))
        let asn = PeopleInventor.arrestNumber(number, year: at(day, 0).date.year, area: area)
        let reference = "A-\(number)"
        let isCorrected = random.happens(faults.corrections)
        let row = arrestRow(person, reference, asn, time, extract: day + 1)
        say(.police, .row(layout: .idiom, values: row), arriving: at(day + 1, 18_000), isPunctual: isCorrected)
        if isCorrected { return correct(person, day, row, asn, time) }
        lives[person].arrests.append(TrueLife.Arrest(at: time, asn: asn))
        followUp(person, day, asn, time)
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
        if !isWithdrawn { corrected["occurred_at"] = truly.description }
        say(.police, .row(layout: .idiom, values: corrected), arriving: at(later, 18_000), isPunctual: true)
        lives[person].arrests.append(
            TrueLife.Arrest(at: isWithdrawn ? time : truly, asn: asn, isWithdrawn: isWithdrawn))
    }

    private mutating func followUp(_ person: Int, _ day: Int, _ asn: String, _ time: Timestamp) {
        if lives[person].isOn && random.happens(6_000) { plan(person, .red, "arrest", day + 1) }
        guard random.happens(6_000) else { return }
        say(
            .police, .row(layout: .idiom, values: chargeRow(person, "C-\(number())", asn, day, extract: day + 1)),
            arriving: at(day + 1, 18_000))
        lives[person].hearings.append((day + random.pick(14...45), asn, random.pick(1...4)))
        if !lives[person].isHeld && lives[person].isOn && random.happens(1_200) { receive(person, day + 1, .remand) }
    }

    /// The court's own word goes by its own feed, the police's record of it by another.
    private mutating func hear(_ person: Int, _ day: Int) {
        for hearing in lives[person].hearings where hearing.day == day {
            tellOutcome(person, day, asn: hearing.asn, offences: hearing.offences, arriving: at(day + 1, 18_000))
            tellCourt(person, day, hearing.offences)
            if !lives[person].isHeld && lives[person].isOn && random.happens(1_800) { receive(person, day, .sentence) }
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
        sayMovement(person, kind, time, day)
        if random.happens(3_000) { sayMovement(person, .receivedWithoutCode, time.adding(seconds: -90), day) }
        lives[person].custody.append((time, true))
        lives[person].releaseDay = day + random.pick(reason == .sentence ? 25...120 : 14...40)
    }

    private mutating func release(_ person: Int, _ day: Int) {
        guard lives[person].releaseDay == day else { return }
        lives[person].releaseDay = nil
        let time = at(day, random.pick(28_800...43_200))
        sayMovement(person, .released, time, day)
        lives[person].custody.append((time, false))
    }

    private mutating func recall(_ person: Int, _ day: Int) {
        let time = at(day, random.pick(32_400...61_200))
        say(
            .probation,
            .document(ProbationEvents.recalled(lives[person].identity.crn, at: time, number()), suffix: "json"),
            arriving: at(day, 84_600))
        lives[person].recalls.append(time)
        if random.happens(7_000) { plan(person, .red, "recall", day + 1) }
        receive(person, day + 1, .recall)
    }

    private mutating func sayMovement(_ person: Int, _ kind: PrisonEvents.Kind, _ time: Timestamp, _ day: Int) {
        let arrived = say(.prison, prison(person, kind, time), arriving: at(day, 84_600))
        lives[person].recordings.append((time, arrived))
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
