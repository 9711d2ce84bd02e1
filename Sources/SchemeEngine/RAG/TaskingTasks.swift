import CanonicalModel

/// What a scheme without colours makes of triggers: the tasking meeting hears of them (RAG-07; Cleveland 8.11).
struct TaskingTasks {
    private(set) var tasks: [SchemeTask] = []

    init(_ facts: ColourCase, _ roles: [SchemeRole], _ rules: RAGRules, now: Timestamp) {
        guard let rule = rules.tasking, let membership = facts.membership(at: now),
            facts.death.map({ $0 > now }) ?? true
        else { return }
        let void = facts.void(by: now)
        let open = facts.triggers.filter { trigger in
            trigger.occurred >= membership.from && !void.contains(trigger.id)
                && !facts.isLookedAt(since: trigger.known, by: now)
        }
        let alarms = open.filter(\.isAlarm)
        let others = open.filter { !$0.isAlarm }
        tasks = (alarms.map { [$0] } + (others.isEmpty ? [] : [others])).compactMap { Self.task($0, rule, roles) }
    }

    /// One task for what gathers until somebody looks, named by the first of it; an alarm is one of its own, due in an
    /// hour.
    private static func task(_ triggers: [ColourCase.Trigger], _ rule: ColourDuty, _ roles: [SchemeRole]) -> SchemeTask?
    {
        guard let first = triggers.min(by: { ($0.known, $0.id) < ($1.known, $1.id) }) else { return nil }
        let kind = first.isAlarm ? "tasking-alarm" : "tasking"
        let classes = Set(triggers.map(\.triggerClass)).sorted().joined(separator: ", ")
        return SchemeTask(
            key: "\(kind) \(first.id)", kind: kind, sentence: "Bring to tasking: \(classes).", rule: first.rule.id,
            owner: rule.role, deputy: roles.first { $0.id == rule.role }?.deputy, since: first.known,
            due: first.known.adding(hours: first.isAlarm ? 1 : rule.withinHours), isDoneByWord: true)
    }
}

extension SchemeEvaluator {
    /// A pack that says nothing of colours still has somebody hear of what threatens a life (DESIGN decision 16).
    func assessAlarms(_ file: CaseFile, _ now: Timestamp, _ assessment: inout SchemeAssessment) {
        guard let role = pack.roles.first, !file.stays(at: now).isEmpty else { return }
        var seen = Set<String>()
        for event in file.events(by: now) {
            guard let alarm = event.detail.alarm, AlarmRule.required.contains(alarm), seen.insert(event.id).inserted,
                !file.decisions(by: now).contains(where: { $0.at >= event.known && $0.isOfColour })
            else { continue }
            assessment.tasks.append(
                SchemeTask(
                    key: "tasking-alarm \(event.id)", kind: "tasking-alarm", sentence: "Act on \(alarm).", rule: "rag",
                    owner: role.id, deputy: role.deputy, since: event.known, due: event.known.adding(hours: 1),
                    isDoneByWord: true))
        }
    }
}
