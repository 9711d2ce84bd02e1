public import CanonicalModel
public import Formats

/// Gathers the messages of a file's good rows and the problems of its bad ones: a bad row never sinks the good ones.
public struct RowReport {
    /// Faults and warnings of one file that are told: together, with a summary, fewer than the 1,000 that a receipt has room
    /// for; how many more there are is counted.
    static let maxFaults = 800
    static let maxWarnings = 190

    private var messages: [CanonicalMessage] = []
    private var ids: Set<String> = []
    private var records: Set<String> = []
    private var faults: [FormatError] = []
    private var warnings: [FormatError] = []
    private var untold = 0
    private var rowCount = 0
    private var badRowCount = 0
    private let layout: FeedLayout

    /// An empty report.
    public init(layout: FeedLayout) { self.layout = layout }

    /// Adds a row that became a message.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - path: the row's place.
    ///   - record: which version of which record it is, in the sender's words; nil when the row is of none.
    ///   - warned: what was left out of it.
    public mutating func add(
        _ message: CanonicalMessage, at path: String, record: String? = nil, warnings warned: [FormatError] = []
    ) {
        guard ids.insert(message.id).inserted else {
            rowCount += 1
            return warn(
                layout.problem(
                    path, "row-twice", "The row says what an earlier row says and was passed over.",
                    "Send every record once."))
        }
        if let record, !records.insert(record).inserted {
            return addBad(
                layout.problem(
                    path, "record-twice",
                    "The file has another row with the same record number and the same as-of time, and other values.",
                    "Send one row for each record, number them apart, or give each its own extract_date."))
        }
        rowCount += 1
        messages.append(message)
        for warning in warned { warn(warning) }
    }

    /// Adds a row that is none, or that became nothing.
    public mutating func addBad(_ problems: FormatError...) { addBad(problems) }

    /// Adds a row that is none, or that became nothing.
    public mutating func addBad(_ problems: [FormatError]) {
        rowCount += 1
        badRowCount += 1
        for problem in problems {
            if faults.count < Self.maxFaults { faults.append(problem) } else { untold += 1 }
        }
    }

    /// Adds what ended the reading before the file's end.
    public mutating func addEnd(_ problem: FormatError) { faults.insert(problem, at: 0) }

    private mutating func warn(_ problem: FormatError) {
        if warnings.count < Self.maxWarnings { warnings.append(problem) } else { untold += 1 }
    }

    /// What became of the file.
    ///
    /// With one good row it is translated and the problems tell of every bad one; without any it is rejected.
    public func translation(correlationID: String? = nil) -> Translation {
        let problems = summary + faults + warnings
        guard !messages.isEmpty else {
            return Translation(outcome: .rejected, problems: problems.isEmpty ? [nothing] : problems)
        }
        let only = messages.count == 1 ? messages.first?.correlationID : nil
        return Translation(
            outcome: .translated, messages: messages, problems: problems, correlationID: correlationID ?? only)
    }

    /// The first line of a report: how many rows were taken and how many were not.
    private var summary: [FormatError] {
        guard badRowCount > 0, rowCount > 1 else { return untoldNote }
        return [
            layout.problem(
                "/rows", "partial",
                "\(rowCount - badRowCount) of \(rowCount) rows were taken; \(badRowCount) \(badRowCount == 1 ? "was" : "were") not.",
                "Correct the rows named below and send them again; rows already taken do no harm.")
        ] + untoldNote
    }

    private var untoldNote: [FormatError] {
        guard untold > 0 else { return [] }
        return [
            layout.problem(
                "/rows", "more-problems", "\(untold) more problems are not listed.",
                "Correct the listed ones and send the file again.")
        ]
    }

    private var nothing: FormatError {
        layout.problem("/rows", "empty", "The file has no row.", "Send the rows below the header.")
    }
}
