import CanonicalModel

extension AreaGenerator {
    /// A meeting on one of the next two days will look at the colour.
    mutating func consider(_ person: Int, _ word: String, after known: Timestamp) {
        guard area.hasColours, lives[person].isOn, !lives[person].isPaired else { return }
        let heard = known.date.daysSinceEpoch - firstDay
        let day = heard + (known >= meeting(heard, 0) ? 1 : 0) + random.pick(0...1)
        lives[person].considerations.append((day, random.pick(0...2), word))
    }

    /// Down slowly: after four weeks at one colour a review may lower it; now and then it meets too soon, and its decision
    /// waits until the four weeks are over.
    mutating func review(_ person: Int, _ day: Int) {
        guard area.hasColours, let last = lives[person].stays.last?.colours.last, last.since < at(day - 25, 0),
            last.colour != .green, random.happens(250)
        else { return }
        consider(person, "review", after: at(day, 80_000))
    }

    mutating func move(_ person: Int, _ day: Int) {
        guard random.happens(5), teams.count > 1, !lives[person].isHeld else { return }
        let others = teams.filter { $0.id != lives[person].team }
        let (team, time) = (random.pick(others), meeting(day + 1, 0))
        guard isFree(person, on: day + 1) else { return }
        lives[person].postcode = postcode(team, lives[person].identity)
        lives[person].team = team.id
        lives[person].moves.append((time, team.id))
        decide(
            person,
            .addressChanged(AddressChange(person: lives[person].identity.person(living: lives[person].postcode))),
            at: time)
    }

    /// Whether nothing else is decided about somebody at a day's first meeting, so that one follows the other.
    private func isFree(_ person: Int, on day: Int) -> Bool {
        guard let stay = lives[person].stays.last, !stay.isEarly, !lives[person].isLeaving, day < dayCount else {
            return false
        }
        return !lives[person].considerations.contains { $0.day == day }
    }

    mutating func nominate(_ person: Int, _ day: Int) {
        lives[person].nominations.append(midnight(day))
        say(
            .police,
            .row(
                layout: .nominations,
                values: [
                    "record_type": "nomination", "record_reference": "N-\(number())", "occurred_at": date(day),
                    "pnc_id": lives[person].identity.pnc, "cohort": area.otherCohort,
                    "nominated_by": area.scheme.police,
                    "reason": "arrests-in-six-months",
                ]), arriving: at(day + 1, 18_000))
    }

    // MARK: Appointments, tests, tags

    mutating func keepAppointment(_ person: Int, _ day: Int) {
        guard (day + lives[person].identity.house) % 14 == 0, let stay = lives[person].stays.last else { return }
        let time = at(day, 32_400 + random.pick(0...24_000))
        let isKept = random.pick(0...99) < lives[person].habit
        let isAccepted = !isKept && random.happens(3_000)
        lives[person].attendances.append((time, isKept, stay.isStatutory, isAccepted))
        var values = partner(person, "attendance", "voluntary-sector", time)
        values["attended"] = isKept ? "true" : "false"
        values["service"] = "mentoring"
        values["appointment_required"] = stay.isStatutory ? "true" : "false"
        if !isKept { values["absence_acceptable"] = isAccepted ? "true" : "false" }
        let arrived = say(.voluntary, .row(layout: .attendance, values: values), arriving: at(day, 84_600))
        lives[person].recordings.append((time, arrived))
        if isKept || isAccepted { return }
        trigger(person, .amber, at: time, known: arrived, "missed-appointment")
        if stay.isStatutory && random.happens(1_500) { tellBreach(person, day: day + 1, isHistory: false) }
    }

    mutating func tellBreach(_ person: Int, day: Int, isHistory: Bool) {
        let time = at(day, random.pick(36_000...60_000))
        lives[person].breaches.append(time)
        var values = partner(person, "breach", "monitoring", time)
        values["breached_order"] = random.pick(["community-order", "licence", "suspended-sentence"])
        let known = say(
            .monitoring, .row(layout: .breaches, values: values),
            arriving: isHistory ? at(-1, 72_000) : at(day, 84_600),
            isPunctual: isHistory)
        if !isHistory { trigger(person, .red, at: time, known: known, "breach") }
    }

    mutating func beTested(_ person: Int, _ day: Int) {
        guard lives[person].isDrugUser, (day + lives[person].identity.house) % 28 == 3 else { return }
        let (time, result) = (
            at(day, 36_000), random.pick([TreatmentReport.TestResult.positive, .negative, .negative, .refused])
        )
        lives[person].tests.append((time, result))
        var values = partner(person, "treatment", "treatment", time)
        values["treatment_origin"] = "dip"
        values["treatment_event"] = "tested"
        values["test_result"] = result.rawValue
        let known = say(.treatment, .row(layout: .treatment, values: values), arriving: at(day, 84_600))
        if result != .negative { trigger(person, .amber, at: time, known: known, "compliance") }
    }

    mutating func wearTag(_ person: Int, _ day: Int) {
        guard lives[person].isTagged, random.happens(150) else { return }
        let time = at(day, random.pick(0...84_000))
        lives[person].tagEvents.append(time)
        var values = partner(person, "monitoring", "monitoring", time)
        values["monitoring_event"] = "curfew-violation"
        let known = say(.monitoring, .row(layout: .monitoring, values: values), arriving: at(day, 84_600))
        trigger(person, .amber, at: time, known: known, "tag-breach")
    }

    // MARK: Plans and consents

    /// Three weeks after somebody starts there is a plan; every six weeks it is looked at again.
    mutating func plan(_ person: Int, _ day: Int) {
        guard let stay = lives[person].stays.last, (day + lives[person].identity.house) % 42 == 21 || isNew(stay, day)
        else { return }
        let needs = Self.needs.filter { ($0.hashed + lives[person].identity.house) % 3 == 0 || $0 == "ACCOMMODATION" }
        let count = lives[person].plans.count
        let actions = needs.enumerated().map { place, need in
            (need: need, state: Self.states[min(Self.states.count - 1, (count * 2 + place + lives[person].habit) / 30)])
        }
        let time = at(day, 50_000)
        lives[person].plans.append((time, actions))
        var values = partner(person, "plan", "hub", time)
        values["plan_version"] = String(count + 1)
        values["plan_actions"] = actions.map { "\($0.need):disc:\($0.state)" }.joined(separator: ";")
        values["support_level"] = "medium"
        say(.plans, .row(layout: .plans, values: values), arriving: at(day, 84_600))
        if count == 0 { askConsent(person, day) }
    }

    private func isNew(_ stay: TrueLife.Stay, _ day: Int) -> Bool {
        at(day - 21, 0) <= stay.start && stay.start < at(day - 20, 0)
    }

    private mutating func askConsent(_ person: Int, _ day: Int) {
        guard random.happens(4_000), day + 1 < dayCount else { return }
        let (time, isGiven) = (meeting(day + 1, 0), random.happens(8_000))
        decide(
            .consent(
                ConsentRecord(
                    person: lives[person].identity.known, covers: "engagement.*", purpose: "resettle", with: "vcs",
                    state: isGiven ? .given : .refused, form: "written", recordedBy: "R. Lead-Invented")),
            at: time)
        if !isGiven { trigger(person, .amber, at: time, known: time, "disengagement") }
    }

    private func partner(_ person: Int, _ type: String, _ provider: String, _ time: Timestamp) -> [String: String] {
        [
            "record_type": type, "provider": provider, "record_reference": "P-\(type)-\(time.microseconds / 1_000_000)",
            "occurred_at": time.description, "pnc_id": lives[person].identity.pnc,
        ]
    }

    private static let needs = ["ACCOMMODATION", "ETE", "DRUGS", "ALCOHOL", "FINANCE", "FAMILY"]
    private static let states = ["planned", "started", "started", "completed", "completed", "stopped"]

    // MARK: People of no concern

    /// Court and prison feeds speak of everyone.
    mutating func strangers(_ day: Int) {
        let number = number()
        let noms = "Y" + String(10_000 + number % 10_000).dropFirst() + "YY"
        say(
            .prison, .document(PrisonEvents.event(.remanded, noms, at: at(day, 40_000)), suffix: "json"),
            arriving: at(day, 84_600))
    }
}

extension String {
    /// A number that is the same in every run, unlike the standard hash.
    fileprivate var hashed: Int { utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_009 } }
}
