import ArgumentParser
import BrokerRuntime
import CanonicalModel
import RecordStore

/// Every breach, with the time that is left.
struct BreachesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breaches", abstract: "Every personal data breach, with the time that is left of its 72 hours.",
        discussion: "It names notices and recipients and nobody else.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let now = Present.clock()
        print("opened\ttime left\toutcome\twhat was wrong\tnotices\tbreach")
        for breach in try options.ask({ try $0.breaches() }) { print(BreachDocument.row(breach, now: now)) }
    }
}

/// One breach as a document.
struct BreachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "breach", abstract: "One breach as a document in Markdown: what left, to whom, and what was done.")
    @OptionGroup var options: PartnershipOptions
    @Argument(help: "The breach's id, as `throughgate record breaches` shows it.") var breach: String

    func run() throws {
        let now = Present.clock()
        let text = try options.ask { try BreachDocument($0, named: breach, now: now)?.markdown }
        guard let text else {
            throw ValidationError("There is no breach \(breach); `throughgate record breaches` lists them.")
        }
        print(text)
    }
}

/// What is kept for how long.
struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Whose last stay ended, what of theirs is erased, and what a review keeps.",
        discussion: "People are pseudonyms here, as in the record of disclosures.")
    @OptionGroup var options: PartnershipOptions

    func run() throws {
        let (people, holds, erased) = try options.ask {
            (try $0.retention(), try $0.reviewHolds(), try $0.erasures())
        }
        for person in people {
            let done = [person.bodies.map { "bodies \($0)" }, person.requests.map { "requests \($0)" }].compactMap {
                $0
            }
            print(
                "ended\t\(person.ended)\t\(person.subject)\t\(done.isEmpty ? "nothing erased" : done.joined(separator: ", "))"
            )
        }
        for hold in holds {
            print("review\t\(hold.placed)\t\(hold.subject)\tlook again by \(hold.review)\t\(hold.message)")
        }
        for (subject, erasure) in erased.sorted(by: { $0.value.at < $1.value.at }) {
            print("erased\t\(erasure.at)\t\(subject)\t\(erasure.reason), by \(erasure.authority)")
        }
    }
}
