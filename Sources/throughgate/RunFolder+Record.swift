import ArgumentParser
import BrokerRuntime
import Foundation
import RecordStore

extension RunFolder {
    /// Refuses a folder without a record, before a key is made for it: commands that only ask leave nothing behind.
    func demandRecord() throws {
        guard FileManager.default.fileExists(atPath: storePath) else {
            throw ValidationError("There is no record at \(storePath); name the state folder with --run.")
        }
    }
}
