public import Formats

extension Agreement {
    /// The agreement that a scheme's section made narrower.
    public struct Whole: Sendable, Hashable {
        /// The digest that the parties signed.
        public var digest: String
        /// The scheme.
        public var scheme: String
    }

    /// The agreement that a partnership decides by: as it is in the scheme that the partnership runs.
    ///
    /// A scheme without a section goes by the text of all, which is what its parties signed for it. One that is not
    /// declared does so too where no scheme has a section: then there is nothing that could be left out.
    /// - Parameter scheme: the scheme that the directory or the command names; nil while none is chosen.
    /// - Throws: that the scheme is missing and a section therefore might be (``problem(in:)``).
    public func decided(in scheme: String?) throws(FormatError) -> Agreement {
        if let local = scheme.flatMap({ local(for: $0) }) { return local }
        guard let problem = problem(in: scheme), !locals.isEmpty else { return self }
        throw problem
    }

    /// Why nobody can say which section holds where a partnership runs a scheme; nil when it is clear.
    ///
    /// A version that permits nothing any more suspends or ends what was, and is never held up.
    /// - Parameter scheme: the scheme; nil while none is chosen.
    public func problem(in scheme: String?) -> FormatError? {
        switch status {
        case .suspended, .superseded, .ended: return nil
        case .draft, .inForce, .underRefresh: break
        }
        guard narrowedFrom == nil else { return nil }
        guard let scheme else { return locals.isEmpty ? nil : .schemeNotChosen(self) }
        return schemes.isEmpty || schemes[scheme] != nil ? nil : .schemeNotDeclared(scheme, self)
    }
}

extension FormatError {
    fileprivate static func schemeNotChosen(_ agreement: Agreement) -> FormatError {
        FormatError(
            path: "/scheme", rule: "scheme.not-chosen",
            message:
                "The agreement \(agreement.id) has rules of their own for \(agreement.locals.keys.listed), and no scheme "
                + "is chosen: nobody can say which of them hold.",
            remedy:
                "Name the scheme, \"scheme:\" in the directory or --scheme; it is one of \(agreement.schemes.keys.listed)."
        )
    }

    fileprivate static func schemeNotDeclared(_ scheme: String, _ agreement: Agreement) -> FormatError {
        FormatError(
            path: "/scheme", rule: "scheme.not-in-agreement",
            message: "The scheme \"\(scheme)\" is none of the agreement \(agreement.id).",
            remedy:
                "Choose one of \(agreement.schemes.keys.listed), or declare it under 'schemes' of the agreement; it "
                + "needs no section of its own.")
    }
}

extension Collection<String> {
    fileprivate var listed: String { sorted().joined(separator: ", ") }
}
