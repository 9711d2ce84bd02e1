import CanonicalModel
@testable import SchemeEngine
import TestSupport
import Testing

/// What a named person's word that a task is done does to what the scheme asks.
@Suite("The word that a task is done") struct TaskWordTests {
    static let seeds: [UInt64] = (0..<3).map { 20_261_122 + $0 }
    private let start = Timestamp("2026-03-02T09:00:00Z") ?? Timestamp(microseconds: 0)

    // MARK: One task

    @Test(
        "The owner, the deputy and the supervisor may give it, and nobody else",
        arguments: [
            ("lead-professional", true), ("hub-coordinator", true), ("hub-inspector", true), ("npt", false),
            ("prison", false),
        ])
    func ladder(_ post: String, _ closes: Bool) throws {
        let roles = try SchemeFolder.pack("leeds-hub.yaml").roles
        #expect(try word(post: post).closes(task, roles) == closes)
    }

    @Test("A word given before there was a reason closes nothing: the reason has come back since")
    func before() throws {
        #expect(try !word(post: "lead-professional", after: -1).closes(task, []))
        #expect(try word(post: "lead-professional", after: 0).closes(task, []))
    }

    @Test("A question for the panel is closed by the answer and by nobody's word")
    func question() throws {
        var question = task
        question.isDoneByWord = false
        #expect(try !word(post: "lead-professional").closes(question, []))
    }

    @Test("A word about another occasion of the same kind closes nothing")
    func occasion() throws {
        var other = task
        other.key = "exit-interview s2"
        #expect(try !word(post: "lead-professional").closes(other, []))
    }

    @Test("Done closes the reminder that it is late too, and both are among what was done")
    func reminder() throws {
        var late = task
        (late.key, late.kind) = ("exit-interview-overdue s1", "exit-interview-overdue")
        var assessment = SchemeAssessment()
        assessment.tasks = [task, late]
        var file = CaseFile()
        file.events = [event("exit-interview s1", "lead-professional", at: start)]
        assessment.settle(CaseView(file, at: start.adding(seconds: 60)), [])
        #expect(assessment.tasks.isEmpty)
        #expect(assessment.done.map(\.kind) == ["exit-interview", "exit-interview-overdue"])
    }

    // MARK: Whatever happens

    @Test(
        "Words take away the tasks that they name and no other, in whatever order and however often", arguments: seeds)
    func whatever(seed: UInt64) throws {
        var closed = 0
        for name in try SchemeFolder.packFiles() {
            let pack = try SchemeFolder.pack(name)
            let evaluator = SchemeEvaluator(pack)
            var random = try RandomCase(seed: seed, days: 120)
            random.forgetWords()
            for day in stride(from: 10, to: 240, by: 23) {
                let now = try #require(Timestamp(RandomCase.begin)).adding(seconds: Int64(day) * 86_400)
                closed += try check(random, evaluator, pack, now: now, "\(name), seed \(seed), day \(day)")
            }
        }
        #expect(closed > 20, "hardly any task was closed: this proves little, seed \(seed)")
    }

    /// Says of every second task that it is done, once by its ladder and once by somebody else.
    private func check(
        _ random: RandomCase, _ evaluator: SchemeEvaluator, _ pack: SchemePack, now: Timestamp, _ place: Comment
    ) throws -> Int {
        let before = evaluator.assess(random.file, now: now).tasks
        let named = before.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        var spoken = random
        spoken.say(
            named.flatMap { task in
                [event(task.key, task.ladder(pack.roles).last ?? "", at: now), event(task.key, "a-stranger", at: now)]
            })
        let strangers = before.filter { !named.contains($0) }
        spoken.say(strangers.map { event($0.key, "a-stranger", at: now) })
        let after = evaluator.assess(spoken.file, now: now)
        let shuffled = evaluator.assess(spoken.shuffledAndDoubled(), now: now)
        #expect(after.tasks == shuffled.tasks && after.done == shuffled.done, place)
        let gone = Set(before).subtracting(after.tasks)
        #expect(Set(after.tasks).isSubset(of: before), place)
        #expect(
            gone.allSatisfy { task in
                task.isDoneByWord
                    && named.contains {
                        $0.kind == task.kind || $0.kind + "-overdue" == task.kind || task.kind + "-overdue" == $0.kind
                    }
            }, place)
        #expect(named.filter(\.isDoneByWord).allSatisfy { gone.contains($0) }, place)
        return gone.count
    }
}

extension TaskWordTests {
    private var task: SchemeTask {
        SchemeTask(
            key: "exit-interview s1", kind: "exit-interview", sentence: "Ask.", rule: "Y-DES-interview",
            owner: "lead-professional", deputy: "hub-coordinator", since: start, due: start.adding(seconds: 86_400),
            isDoneByWord: true)
    }

    private func word(post: String, after seconds: Int64 = 60) throws -> TaskWord {
        try #require(TaskWord(event("exit-interview s1", post, at: start.adding(seconds: seconds))))
    }

    private func event(_ key: String, _ post: String, at instant: Timestamp) -> CaseEvent {
        var detail = CaseEvent.Detail()
        (detail.reference, detail.party, detail.outcome) = (key, post, "done")
        return CaseEvent(
            id: "word \(key) \(post)", kind: .taskDone, occurred: instant, recorded: instant, detail: detail)
    }
}
