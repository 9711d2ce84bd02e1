public import ArgumentParser
public import SchemeEngine

/// What a synthetic area is made of; the same options make the same area.
struct SyntheticOptions: ParsableArguments {
    @Option(help: "Which figures of the sources: table-3.2 (the five pioneer areas) or cleveland-8.17.")
    var like: AreaTable
    @Option(help: "How many months.") var months = 12
    @Option(help: "The first month, YYYY-MM.") var from = "2026-04"
    @Option(help: "Everything follows from it.") var seed: UInt64
    @Option(help: "One area alone, by its id (west-yorkshire).") var only: String?
    @Option(help: "So many people an area, instead of the source's numbers.") var people: Int?
    @Flag(help: "Feeds without duplicates, late items, corrections and merges.") var faultless = false
    @Option(help: "The folder to write.") var out: String

    func validate() throws {
        guard ReportMonth(from) != nil, (1...36).contains(months) else {
            throw ValidationError("--from wants a month such as 2026-04, --months 1 to 36.")
        }
        if let people, !(20...5_000).contains(people) { throw ValidationError("--people wants 20 to 5000.") }
    }

    /// The areas asked for.
    var areas: [AreaSpecification] {
        get throws {
            let chosen = like.areas.filter { only == nil || $0.id == only }
            if chosen.isEmpty {
                throw ValidationError("--only wants one of \(like.areas.map(\.id).joined(separator: ", ")).")
            }
            return chosen.map { area in people.map { area.scaled(to: $0) } ?? area }
        }
    }

    /// One area's months.
    func area(_ specification: AreaSpecification) throws -> SyntheticArea {
        guard let first = ReportMonth(from) else { throw ValidationError("--from wants a month such as 2026-04.") }
        return SyntheticArea(
            specification, from: first, months: months, seed: seed, faults: faultless ? .none : .usual)
    }
}

extension AreaTable: ExpressibleByArgument {}
