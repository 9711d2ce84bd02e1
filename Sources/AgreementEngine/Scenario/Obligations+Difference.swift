extension Obligations {
    /// Where these obligations are not the ones called for, in the words that an agreement writes them in.
    func differences(from wanted: Obligations) -> [String] {
        let (owed, wanted) = (Set(words), Set(wanted.words))
        return owed.subtracting(wanted).sorted().map { "owes \($0), expected that it does not" }
            + wanted.subtracting(owed).sorted().map { "does not owe \($0), expected that it does" }
    }

    private var words: [String] {
        let counts: [(String, Int?)] = [
            ("acknowledge-within-hours", acknowledgeWithinHours), ("chase-after-hours", chaseAfterHours),
            ("report-after-hours", reportAfterHours), ("review-within-hours", reviewWithinHours),
            ("retain-days", retainDays), ("erase-local-copy-days", eraseLocalCopyDays),
        ]
        let truths = [
            ("retain until-deselected", retainUntilDeselected), ("withdraw-flags", withdrawFlags),
            ("stop-on-withdrawal", stopOnWithdrawal),
        ]
        let ways = [onward.map { "onward \($0.rawValue)" }, deliver.map { "deliver \($0.rawValue)" }]
        return counts.compactMap { name, count in count.map { "\(name) \($0)" } }
            + truths.filter(\.1).map(\.0) + ways.compactMap(\.self)
            + caveats.map { "caveat \"\($0)\"" } + minimise.map { "minimise \"\($0)\"" }
            + notify.map { "notify \"\($0)\"" }
    }
}
