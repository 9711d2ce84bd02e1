import CanonicalModel
import Foundation
import Formats
import Testing

/// The files that the Ministry of Justice publishes are read as published, and say what our small tables say.
@Suite struct PublishedStandingDataTests {
    @Test("the published tables are read, and add no result code and no force of two digits to those that ship")
    func published() throws {
        let folder = CourtFolders.corpus.deletingLastPathComponent().appending(path: "standing-data")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            return print("SKIPPED: the published standing data is not here")
        }
        var data = StandingData()
        for file in [StandingDataFile.publishedResults, .publishedOrganisations, .publishedForces] {
            try data.add(file, try CourtFolders.bytes(folder.appending(path: file.rawValue)))
        }
        for number in 1...9_999 {
            let code = String(number)
            #expect(data.knowsResultCode(code) == StandingData.builtIn.knowsResultCode(code))
        }
        for number in 10...99 {
            #expect(data.knowsForce("\(number)") == StandingData.builtIn.knowsForce("\(number)"))
        }
        #expect(data.knowsCourt("B01EF01") && !data.knowsCourt("B99QQ01"))
    }
}
