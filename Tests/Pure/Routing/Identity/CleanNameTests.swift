import CanonicalModel
import Foundation
import Routing
import TestSupport
import Testing

@Suite("Names and places as they are compared")
struct CleanNameTests {
    @Test(
        "Words of a name",
        arguments: [
            ("Anne-Marie", ["ANNE", "MARIE"]), ("O'Neil", ["ONEIL"]), ("O\u{2019}Neil", ["ONEIL"]), ("Mc Intyre", ["MCINTYRE"]),
            ("MC DUFF", ["MCDUFF"]), ("NOT ENTERED", []), ("Not   entered Smith", ["SMITH"]), ("MIG_ERROR_Rhys", ["RHYS"]),
            ("DUPLICATE_NO_SHOW_Tamsin", ["TAMSIN"]), ("J", []), ("  ", []), ("J Ray", ["RAY"]), ("not", ["NOT"]),
            ("ENTERED", ["ENTERED"]), ("MC", []), ("Zoë", ["ZOË"]),
        ] as [(String, [String])])
    func words(_ text: String, _ words: [String]) { #expect(CleanName.words(text) == words) }

    @Test("The last word of a surname is compared, and what is left of nothing is nothing")
    func surname() throws {
        #expect(CleanName(Person.Name(given: ["Ola"], family: "MC DUFF-MCDONALD"))?.surname == "MCDONALD")
        #expect(CleanName(Person.Name(given: ["A"], family: "")) == nil)
    }

    @Test(
        "Dates of birth that count",
        arguments: [("1990-05-01", true), ("1970-01-01", false), ("1900-01-01", false), ("2026-11-21", false), ("2026-11-20", true)])
    func births(_ text: String, _ counts: Bool) throws {
        let day = try #require(CalendarDate("2026-11-20"))
        #expect((PersonProfile.clean(CalendarDate(text), on: day) != nil) == counts)
    }

    @Test(
        "Postcodes that count",
        arguments: [
            ("ls6 3aa", "LS6 3AA"), ("LS63AA", "LS6 3AA"), ("NF1 1NF", nil), ("NF11FA", nil), ("ZZ99 3WZ", nil), ("LS6", nil),
            ("", nil), ("none", nil),
        ] as [(String, String?)])
    func postcodes(_ text: String, _ clean: String?) { #expect(PersonProfile.clean(postcode: text) == clean) }

    @Test(
        "The ministry's matcher cleans names alike",
        .enabled(if: NameVectors.areHere, "../shared/schemas/name-cleaning-vectors is not here: nothing was compared."))
    func vectors() throws {
        let people = try NameVectors.people()
        try #require(people.count >= 5)
        for person in people {
            let name = CleanName(
                Person.Name(given: [person.first, person.middle].compactMap { $0 }, family: person.last ?? ""))
            #expect(name?.surname == person.surname, "\(person)")
            #expect((name?.forenames ?? []) == person.forenames, "\(person)")
        }
    }
}

/// The published vectors of names, read line by line: each value of interest stands on a line of its own.
enum NameVectors {
    struct Entry { var first: String?, middle: String?, last: String?, forenames: [String] = [], surname: String? }

    private static let path = RepositoryRoot.path
        + "/../shared/schemas/name-cleaning-vectors/hmpps_cpr_splink__tests__data__test_individual_columns__test_names_end_to_end.yaml"
    static var areHere: Bool { FileManager.default.fileExists(atPath: path) }

    static func people() throws -> [Entry] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var people = [Entry]()
        guard let data = text.range(of: "\ndata:") else { return [] }
        for line in text[data.upperBound...].split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: [" ", "-"]) }
            guard parts.count == 2 else { continue }
            let value = parts[1] == "NULL" ? nil : parts[1].trimmingCharacters(in: ["\""]).replacingOccurrences(of: "\\n", with: "\n")
            if parts[0] == "first_name" { people.append(Entry()) }
            guard !people.isEmpty else { continue }
            let last = people.count - 1
            switch parts[0] {
            case "first_name": people[last].first = value
            case "middle_names": people[last].middle = value
            case "last_name": people[last].last = value
            case "name_1_std", "name_2_std", "name_3_std": people[last].forenames += [value].compactMap { $0 }
            case "last_name_std": people[last].surname = value
            default: break
            }
        }
        return people
    }
}
