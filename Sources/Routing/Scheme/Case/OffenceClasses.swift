/// The class of each offence code, as a partnership's schemes name classes ("burglary-dwelling").
///
/// Classes are data beside the packs, because an index of offences changes without a release. A code that is in no
/// table is
/// its own class: it is never guessed, and a pack may name it.
public struct OffenceClasses: Sendable, Hashable {
    private let classes: [String: String]

    /// Classes by offence code.
    public init(_ classes: [String: String] = [:]) { self.classes = classes }

    /// The class of a code, without the letter that marks an attempt or a conspiracy ("SX03001A").
    func name(of code: String) -> String {
        if let name = classes[code] { return name }
        guard let last = code.last, last.isLetter, code.count == 8 else { return code }
        return classes[String(code.dropLast())] ?? code
    }
}
