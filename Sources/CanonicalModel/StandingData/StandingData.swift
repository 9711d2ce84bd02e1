public import Formats

/// Code tables that translators judge by: the small ones that ship, and what an installation's folder adds to them.
///
/// Codes are facts that change without a release (court-results.md 6, "Release process"). What is in no table is told to an
/// operator and never guessed. A folder adds entries and changes none that ships.
public struct StandingData: Sendable, Hashable {
    /// Result codes beside ``KnownCodes/results``.
    private var resultCodes: Set<String> = []
    /// Force codes beside ``KnownCodes/forces``.
    private var forces: Set<String> = []
    /// The first five characters of courts' codes; nil while no file has named any, for none ship.
    private var courts: Set<String>?
    /// What further movement reason codes mean.
    public private(set) var movementReasons: [MovementReason] = []
    /// What further registers are about.
    public private(set) var registers: [RegisterEntry] = []
    /// Where a code stands among those that are given a meaning: a file may name one as often as it has entries.
    private var places: [String: Int] = [:]

    /// What ships, and nothing else.
    public static let builtIn = StandingData()

    /// The shipped tables; ``add(_:_:)`` adds files to them.
    public init() {}
}

// MARK: - Asking

extension StandingData {
    /// Whether a CJS result code is one of the list.
    public func knowsResultCode(_ code: String) -> Bool {
        KnownCodes.results.contains(code) || resultCodes.contains(code)
    }

    /// Whether a force's code is one of the list.
    public func knowsForce(_ code: String) -> Bool { KnownCodes.forces.contains(code) || forces.contains(code) }

    /// Whether a court's code is one of the list; every code is while no file has named any court.
    ///
    /// - Parameter code: the organisation unit code; the two characters after the first five are a room (feeds.md 5).
    public func knowsCourt(_ code: String) -> Bool {
        guard let courts else { return true }
        return courts.contains(Self.unit(code))
    }

    private static func unit(_ code: String) -> String {
        String(decoding: code.utf8.prefix(5).map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    }
}

// MARK: - Adding files

extension StandingData {
    /// The biggest file read; the published table of organisations has 2 MB.
    public static let maxFileBytes = 8 << 20
    /// Entries of one file; that table has 6,410.
    public static let maxEntries = 100_000
    /// Codes of one kind that are given a meaning; NOMIS and NDelius have some hundreds.
    public static let maxMeanings = 2_000

    /// Adds a file's entries.
    ///
    /// - Parameters:
    ///   - file: which of the known files it is.
    ///   - bytes: its content.
    /// - Throws: what is wrong with it, its path "FILE/ENTRY/MEMBER".
    public mutating func add(_ file: StandingDataFile, _ bytes: [UInt8]) throws(FormatError) {
        var count = 0
        try StandingDataReader(file: file).read(bytes) { (entry) throws(FormatError) in
            if try add(entry, of: file) { count += 1 }
        }
        guard count > 0 else { throw .emptyTable(file.rawValue) }
    }

    /// Adds an entry; false when it is of no kind that any adapter judges by.
    private mutating func add(_ entry: StandingDataEntry, of file: StandingDataFile) throws(FormatError) -> Bool {
        switch file {
        case .publishedResults: resultCodes.insert(try entry.resultCode("cjsCode"))
        case .results: resultCodes.insert(try entry.resultCode("code"))
        case .publishedForces, .forces: forces.insert(try entry.capitals("code", atMost: 8))
        case .courts: add(court: Self.unit(try entry.courtCode("code")))
        case .publishedOrganisations:
            guard let court = try entry.publishedCourt() else { return false }
            add(court: court)
        case .movementReasonsTable, .movementReasons: try add(try MovementReason(entry))
        case .registersTable, .registers: try add(try RegisterEntry(entry))
        }
        return true
    }

    private mutating func add(court: String) {
        if courts == nil { courts = [] }
        courts?.insert(court)
    }

    private mutating func add(_ reason: MovementReason) throws(FormatError) {
        let key = "movement \(reason.code) \(reason.meaning.direction)"
        guard let place = places[key] else {
            guard movementReasons.count < Self.maxMeanings else { throw .tooManyMeanings(reason.path) }
            places[key] = movementReasons.count
            return movementReasons.append(reason)
        }
        let twin = movementReasons[place]
        guard twin.meaning == reason.meaning else {
            throw .contradiction(
                reason.path, code: reason.code, says: reason.meaning.word, but: "\(twin.meaning.word) in \(twin.path)")
        }
    }

    private mutating func add(_ entry: RegisterEntry) throws(FormatError) {
        let key = "register \(entry.code)"
        guard let place = places[key] else {
            guard registers.count < Self.maxMeanings else { throw .tooManyMeanings(entry.path) }
            places[key] = registers.count
            return registers.append(entry)
        }
        let twin = registers[place]
        guard twin.class == entry.class else {
            throw .contradiction(
                entry.path, code: entry.code, says: entry.class.rawValue, but: "\(twin.class.rawValue) in \(twin.path)")
        }
    }
}

extension FormatError {
    /// Two entries that give one code two meanings; both are named, for either may be the wrong one.
    ///
    /// - Parameters:
    ///   - path: of the later entry.
    ///   - code: the code.
    ///   - meaning: what the later entry says.
    ///   - other: what the other says, and where it stands.
    public static func contradiction(
        _ path: String, code: String, says meaning: String, but other: String
    ) -> FormatError {
        FormatError(
            path: path, rule: "standing.contradiction", message: "\(code) is \(meaning) here and \(other).",
            remedy: "Remove one of the two; a folder adds to the tables that ship and cannot change them.")
    }

    fileprivate static func tooManyMeanings(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "standing.too-many",
            message: "More than \(StandingData.maxMeanings) codes have a meaning.",
            remedy: "Keep the codes that the feed sends.")
    }

    fileprivate static func emptyTable(_ file: String) -> FormatError {
        FormatError(
            path: file, rule: "standing.empty", message: "The file holds no entry that anything is judged by.",
            remedy: "Put the table in it, or remove the file.")
    }
}
