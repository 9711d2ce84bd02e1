import ArgumentParser
import Formats
import Foundation
import SchemeEngine

extension SchemeCommand {
    /// Prints a pack in plain English.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show each rule's sentence beside what the engine goes by.",
            discussion: """
                The engine does what its parameters say. Where they and the sentence say different things, one of them is \
                wrong. A pack is named by its id or its file.
                """)
        @Argument(help: "The pack.") var pack: String
        @Option(help: "Only this rule.") var rule: String?

        func run() throws {
            let path = SchemeFolder.path(pack)
            let scheme = try SchemeFolder.pack(path)
            let text = try PolicyFile.reading(path) { (bytes) throws(FormatError) in try SchemePackText(yaml: bytes) }
            let shown = text.rules.filter { rule == nil || $0.id == rule }
            guard rule == nil || !shown.isEmpty else {
                let ids = text.rules.map(\.id).joined(separator: ", ")
                throw ValidationError("\(path) has no rule '\(rule ?? "")'. Its rules: \(ids)")
            }
            if rule == nil { Self.tell(scheme, text.settings) }
            for rule in shown { print("\n" + SideBySide.text(rule)) }
        }

        private static func tell(_ scheme: SchemePack, _ settings: [SchemePackText.Parameter]) {
            print(
                "\(scheme.name), version \(scheme.version)\(scheme.isModelled ? " (modelled, adopted by nobody)" : "")")
            print("Works under the agreement \(scheme.agreement). SHA-256 \(scheme.digest)\n")
            for role in scheme.roles {
                print("\(role.id) (\(role.party)): deputy \(role.deputy), supervisor \(role.supervisor)")
            }
            if !settings.isEmpty { print() }
            for setting in settings { print(SideBySide.wrapped("- \(setting.name): \(setting.words)")) }
        }
    }
}

extension SideBySide {
    /// A rule of a pack: its sentence, what the engine goes by, where it comes from.
    static func text(_ rule: SchemePackText.Rule) -> String {
        let parameters = rule.parameters.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
        return "\(rule.id) (\(rule.section))\n" + block("the sentence", rule.says)
            + (parameters.isEmpty ? "" : "\n" + block("the engine", parameters))
            + "\n" + block("from", rule.source.joined(separator: "; "))
    }
}
