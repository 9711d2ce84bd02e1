import AgreementEngine
import ArgumentParser
import Formats

extension AgreementCommand {
    /// Prints the officer's sentences beside what the engine reads.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show each rule's sentence beside the English that the engine makes of its structure.",
            discussion: """
                The engine does what its English says. Where the two say different things, the structure or the sentence is \
                wrong. With --text, the whole rendering that signatures are over, and its digest.
                """)
        @Argument(help: "The agreement.") var file = "Contracts/agreements/leeds.yaml"
        @Option(help: "Only this rule.") var rule: String?
        @Option(help: "As it is in this scheme, narrowed by the scheme's section.") var scheme: String?
        @Flag(help: "The whole rendering as it is signed.") var text = false

        func run() throws {
            let rendering = AgreementRendering(try PolicyFile.agreement(file, in: scheme))
            if text {
                print(rendering.text, terminator: "")
                print("\nSHA-256 of the lines above: \(rendering.digest)")
                return
            }
            let shown = rendering.rules.filter { rule == nil || $0.id == rule }
            guard !shown.isEmpty else {
                throw ValidationError(
                    "\(file) has no rule '\(rule ?? "")'. Its rules: \(rendering.rules.map(\.id).joined(separator: ", "))"
                )
            }
            if rule == nil { rendering.preamble.forEach { print($0.isEmpty ? "" : SideBySide.wrapped($0)) } }
            shown.forEach { print("\n" + SideBySide.text($0)) }
        }
    }
}

/// A rule's two texts, one under the other, folded for a terminal.
enum SideBySide {
    private static let width = 100

    static func text(_ rule: RuleRendering) -> String {
        "\(rule.id)\n" + block("the sentence", rule.says) + "\n" + block("the engine", rule.english)
    }

    static func wrapped(_ text: String) -> String {
        folded(text, width: width + 20).joined(separator: text.hasPrefix("- ") ? "\n  " : "\n")
    }

    static func block(_ label: String, _ text: String) -> String {
        let margin = String(repeating: " ", count: 18)
        let lines = folded(text, width: width)
        let head = "    \(label):" + String(repeating: " ", count: max(1, 13 - label.count)) + (lines.first ?? "")
        return ([head] + lines.dropFirst().map { margin + $0 }).joined(separator: "\n")
    }

    private static func folded(_ text: String, width: Int) -> [String] {
        var lines = [String]()
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
