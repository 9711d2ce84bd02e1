import ArgumentParser
import BrokerRuntime

/// Where a partnership's state and policy are; every command takes them.
struct PartnershipOptions: ParsableArguments {
    @Option(name: .customLong("run"), help: "The state folder that ops/run made.")
    var runFolder = ".run"

    @Option(help: "The information-sharing agreement.")
    var agreement = "Contracts/agreements/leeds.yaml"

    @Option(help: "The partnership's directory of recipients, areas and publishing users.")
    var directory = "Contracts/directory/leeds.yaml"

    @Option(help: "The scheme's pack; the directory names one when not given.")
    var scheme: String?

    /// The version that the broker is offered at its start.
    func agreementFiles(keyring: String?) -> AgreementFiles {
        AgreementFiles(agreement: agreement, keyring: keyring ?? runFolder + "/agreement/keyring.yaml")
    }

    /// The scheme that the partnership runs, by its id; nil while none is chosen.
    func chosenScheme() throws -> String? { try SchemeFiles(scheme).chosen(in: directory) }

    var folder: RunFolder { RunFolder(runFolder) }

    func partnership() throws -> Partnership {
        try Partnership(agreementFile: agreement, directoryFile: directory, scheme: SchemeFiles(scheme))
    }

    /// The policy that messages are decided by: the agreement that the broker activated, whatever file is offered now.
    func partnershipInForce() throws -> Partnership {
        try Partnership(
            inForceIn: AgreementArchive(folder), agreementFile: agreement, directoryFile: directory,
            scheme: SchemeFiles(scheme))
    }
}
