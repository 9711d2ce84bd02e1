/// What is wrong and at which byte: small enough to throw in a register, made into a ``FormatError`` at the edge.
struct JSONFault: Error {
    let defect: JSONDefect
    let offset: Int
}

extension FormatError {
    /// Spells a fault out for the sender.
    ///
    /// - Parameters:
    ///   - fault: What is wrong, and where.
    ///   - keys: The keys and indices that lead there, innermost first.
    init(_ fault: JSONFault, keys: [String]) {
        let explanation = fault.defect.explanation
        self.init(
            path: JSONPointer.text(of: keys.reversed()),
            rule: explanation.rule,
            message: "\(explanation.message) at byte \(fault.offset).",
            remedy: explanation.remedy)
    }
}
