import CanonicalModel
import Formats

/// Recognises the crime batches that forces send to electronic monitoring: headerless CSV of 13 columns, the e-mails that
/// carry one, and the matching service's JSON about them (feeds.md 4.1).
///
/// They speak of crimes and not of persons, so this feed has nothing to take from them; a well-formed one is ignored
/// by name, a malformed one rejected, so that a force hears of its mistake wherever it sends the file.
enum CrimeBatch {
    /// Bad rows that are listed.
    private static let maxProblems = 100

    /// Records that are looked at for a sign of a crime batch; a first row that is bad hides none behind it.
    private static let maxSearched = 100

    /// Whether a CSV is meant as a crime batch: by a record that names a force or has two times of 14 digits, before one that
    /// names this feed's own column.
    static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
        var isOne = false
        let stop = FormatError(path: "", rule: "", message: "", remedy: "")
        do {
            try StrictCSV.read(bytes) { (record) throws(FormatError) in
                if CrimeRow.looksLikeOne(record) { isOne = true }
                if isOne || record.number >= maxSearched || CrimeRow.isHeader(record) { throw stop }
            }
        } catch { return isOne }
        return isOne
    }

    /// What becomes of a crime batch.
    static func judged(_ bytes: [UInt8]) -> Translation {
        var judge = BatchJudge()
        do {
            try StrictCSV.read(bytes) { (record) throws(FormatError) in judge.add(record) }
        } catch {
            return Translation(outcome: .rejected, problems: [error])
        }
        guard judge.isAcceptable else { return Translation(outcome: .rejected, problems: judge.problems) }
        return Translation(outcome: .ignored, problems: [notPersons] + judge.problems)
    }

    /// What becomes of an e-mail.
    static func judged(eMail bytes: [UInt8]) -> Translation {
        do throws(FormatError) {
            let attachment = try CrimeEMail.attachment(of: bytes)
            guard looksLikeOne(attachment) else {
                throw FormatError(
                    path: "/attachment", rule: "police.email-attachment",
                    message: "The attachment is no crime batch, and no other feed comes by e-mail.",
                    remedy: "Drop the file itself into the adapter's folder.")
            }
            return judged(attachment)
        } catch {
            return Translation(outcome: .rejected, problems: [error])
        }
    }

    private static let notPersons = FormatError(
        path: "", rule: "police.crime-batch",
        message: "A crime batch tells of crimes and of no person, so there is nothing in it for this feed.",
        remedy: "Nothing is needed; send crime batches to the electronic-monitoring service.")

    /// The rows of one batch, judged together.
    private struct BatchJudge {
        private(set) var problems: [FormatError] = []
        private var goodRows = 0
        private var batches: Set<String> = []

        /// One force and one batch a file, and at least one good row (the service's outcomes FAILED and ERROR).
        var isAcceptable: Bool { goodRows > 0 && batches.count == 1 }

        mutating func add(_ record: borrowing CSVRecord) {
            // Spreadsheets leave emptied rows as commas alone.
            if record.isBlank { return }
            if let problem = CrimeRow.problem(record) {
                if problems.count < maxProblems { problems.append(problem) }
                return
            }
            goodRows += 1
            // Two are enough to know that there are several.
            guard batches.count < 2 else { return }
            batches.insert(record.text(0) + "," + record.text(3))
            if batches.count == 2 {
                problems.insert(
                    FormatError(
                        path: "/rows/\(record.number)/batchId", rule: "police.crime-batches",
                        message: "The file holds more than one force or batch.", remedy: "Send one batch a file."),
                    at: 0)
            }
        }
    }
}

// MARK: - The matching service's JSON

extension CrimeBatch {
    /// Members of which one tells the service's requests and reports from anything else.
    private static let marks: Set<String> = [
        "crimeBatchId", "crimeVersionId", "crimeReference", "ingestionAttemptId", "crimeMatchingRunId",
    ]

    /// Members that only a page of the service's answers has.
    private static let pageMarks: Set<String> = ["data", "pageCount", "pageNumber", "pageSize"]

    /// Whether a JSON value is meant for or from the crime-matching service.
    static func looksLikeOne(_ value: JSONValue) -> Bool { mark(value) != nil || isEmptyPage(value) }

    /// What becomes of it.
    static func judged(_ value: JSONValue) -> Translation {
        guard isEmptyPage(value) || isWhole(value) else {
            return Translation(
                outcome: .rejected,
                problems: [
                    FormatError(
                        path: "", rule: "police.crime-batch-form",
                        message:
                            "The document is neither a whole request of the crime-matching service nor a report of it.",
                        remedy: "Send it to the electronic-monitoring service, with its id and its results.")
                ])
        }
        return Translation(outcome: .ignored, problems: [notPersons])
    }

    /// A request has its results, a run of the service its status, and everything else an id: any of its marks will do, since
    /// answers leave members empty (`crimeReference: null`).
    private static func isWhole(_ value: JSONValue) -> Bool {
        guard let (object, marked) = mark(value), marked.contains(where: { object[$0]?.string?.isEmpty == false })
        else {
            return false
        }
        let isBatchAlone = marked == ["crimeBatchId"]
        guard isBatchAlone else { return true }
        return object["results"].map { $0.array != nil }
            ?? (object["status"]?.string != nil || object["crimes"]?.array != nil)
    }

    /// A page without anything on it.
    private static func isEmptyPage(_ value: JSONValue) -> Bool {
        guard let root = value.object, root["data"]?.array?.isEmpty == true else { return false }
        return root.members.allSatisfy { pageMarks.contains($0.key) }
    }

    private static func mark(_ value: JSONValue) -> (JSONObject, [String])? {
        guard let root = value.object else { return nil }
        // The service answers with one thing or with a page of them.
        let data = root["data"]?.array?.first ?? root["data"]
        for object in [root, data?.object].compactMap({ $0 }) {
            let marked = object.members.map(\.key).filter(marks.contains)
            if !marked.isEmpty { return (object, marked) }
        }
        return nil
    }
}
