import ArgumentParser
import Foundation

/// Who does it, where, and why.
struct OperatorOptions: ParsableArguments {
    @Option(help: "The adapter's configuration file.")
    var config: String

    @Option(help: "Who does it; the login unless given.")
    var author: String?

    @Option(help: "Why, in your words, without any person's name: it is written down in clear.")
    var reason = ""

    func order(_ action: QuarantineOrder.Action, _ selection: QuarantineSelection) -> QuarantineOrder {
        QuarantineOrder(action: action, author: author ?? NSUserName(), reason: reason, selection: selection)
    }
}
