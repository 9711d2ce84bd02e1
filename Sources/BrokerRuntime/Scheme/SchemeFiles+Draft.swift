import AgreementEngine
import Foundation
import Formats
public import Routing
import SchemeEngine

extension SchemeFiles {
    /// Reads a draft of a scheme, to be tried beside the one in force.
    ///
    /// A draft lies anywhere, and a table of offence classes beside it is rare: then it is tried with the table in force,
    /// because without one every rule about offences would count nothing, and everything would look like a difference.
    /// - Parameter partnership: whose scheme it is to be.
    /// - Throws: a `FormatError` naming line, rule and remedy; what the file system said.
    public func draft(for partnership: Partnership) throws -> Scheme? {
        guard let file, let inForce = partnership.scheme else { return nil }
        let pack = try SchemePack(yaml: [UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
        try ChosenScheme.demand(pack, worksUnder: partnership.agreement)
        guard let own = try Self.table(beside: file) else { return Scheme(pack, offences: inForce.offences) }
        return Scheme(pack, offences: own)
    }
}
