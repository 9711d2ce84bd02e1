extension Obligations {
    /// What differs, each as "retain-days: 365 becomes 730".
    func differences(to other: Obligations) -> [String] {
        var words = [String]()
        func compare(_ name: String, _ before: String?, _ after: String?) {
            if before != after { words.append("\(name): \(before ?? "nothing") becomes \(after ?? "nothing")") }
        }
        func compare(_ name: String, _ value: (Obligations) -> Int?) {
            compare(name, value(self).map { "\($0)" }, value(other).map { "\($0)" })
        }
        func compare(_ name: String, _ value: (Obligations) -> Bool) {
            compare(name, value(self) ? "yes" : "no", value(other) ? "yes" : "no")
        }
        func compare(_ name: String, _ value: (Obligations) -> [String]) {
            compare(
                name, value(self).isEmpty ? nil : value(self).enumeration,
                value(other).isEmpty ? nil : value(other).enumeration)
        }
        compare("acknowledge-within-hours", \.acknowledgeWithinHours)
        compare("chase-after-hours", \.chaseAfterHours)
        compare("report-after-hours", \.reportAfterHours)
        compare("review-within-hours", \.reviewWithinHours)
        compare("retain-days", \.retainDays)
        compare("erase-local-copy-days", \.eraseLocalCopyDays)
        compare("retain until-deselected", \.retainUntilDeselected)
        compare("withdraw-flags", \.withdrawFlags)
        compare("stop-on-withdrawal", \.stopOnWithdrawal)
        compare("onward", onward?.rawValue, other.onward?.rawValue)
        compare("deliver", deliver?.rawValue, other.deliver?.rawValue)
        compare("caveat", \.caveats)
        compare("minimise", \.minimise)
        compare("notify", \.notify)
        return words
    }
}
