import Formats

// Why a defendant becomes no message although nothing is wrong.
extension FormatError {
    static func notAPerson(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.not-a-person",
            message: "The defendant is an organisation, which no cohort holds.",
            remedy: "Nothing; the item needs no further step.")
    }

    static func noOffences(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.no-offences",
            message: "No offence is left once hearings entered in error (4583) are dropped.",
            remedy: "Nothing, unless offences should have been there.")
    }

    static func noDefendants(_ path: String) -> FormatError {
        FormatError(
            path: path, rule: "courts.no-defendants",
            message: "The document speaks of no defendant.",
            remedy: "Nothing, unless somebody should have been there.")
    }
}
