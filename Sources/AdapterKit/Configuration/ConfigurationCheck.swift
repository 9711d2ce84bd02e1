import Foundation

/// Looks at what a configuration names, before anything is started: folders, keys and passwords.
///
/// The network is not tried.
struct ConfigurationCheck {
    let configuration: AdapterConfiguration

    /// Everything wrong; empty when the adapter can start.
    func problems() -> [ConfigurationProblem] {
        folders() + sameFileSystem() + secrets()
    }

    private func folders() -> [ConfigurationProblem] {
        let named = [
            ("source.drop", configuration.dropFolder), ("source.done", configuration.doneFolder),
            ("source.receipts", configuration.receiptsFolder), ("state.folder", configuration.stateFolder),
        ]
        return named.compactMap { key, path in
            let existing = Self.nearestExisting(path)
            guard let folder = try? Directory(existing), folder.isWritable else {
                return problem(
                    key, "config.folder", "\(existing) is no folder that this user may write.",
                    "Make it, owned by the adapter's user.")
            }
            return nil
        }
    }

    /// A rename is how a file leaves the drop folder; it never crosses a file system.
    private func sameFileSystem() -> [ConfigurationProblem] {
        let devices = [configuration.dropFolder, configuration.doneFolder].map {
            try? Directory(Self.nearestExisting($0)).device()
        }
        guard devices[0] != devices[1] else { return [] }
        return [
            problem(
                "source.done", "config.file-system", "The done folder is on another file system than the drop folder.",
                "Put both on one.")
        ]
    }

    private func secrets() -> [ConfigurationProblem] {
        var problems: [ConfigurationProblem] = []
        if let passwordFile = configuration.broker.passwordFile {
            problems += secret("amqp.passwordFile", passwordFile, mustExist: true)
        }
        if let keyFile = configuration.broker.keyFile {
            problems += secret("amqp.tls.keyFile", keyFile, mustExist: true)
        }
        let hasStore = FileManager.default.fileExists(atPath: configuration.stateFolder + "/" + IntakeStore.fileName)
        problems += httpSecrets()
        problems += secret("state.masterKeyFile", configuration.masterKeyFile, mustExist: hasStore)
        for (key, path) in [
            ("amqp.tls.authorityFile", configuration.broker.authorityFile),
            ("amqp.tls.certificateFile", configuration.broker.certificateFile),
            ("http.tls.certificateFile", configuration.http?.tls?.certificateFile),
            ("http.tls.clientAuthorityFile", configuration.http?.tls?.clientAuthorityFile),
        ] {
            if let path, !FileManager.default.isReadableFile(atPath: path) {
                problems.append(problem(key, "config.file", "\(path) cannot be read.", "Name a readable PEM file."))
            }
        }
        return problems
    }

    private func httpSecrets() -> [ConfigurationProblem] {
        guard let http = configuration.http else { return [] }
        var problems = http.tls.map { secret("http.tls.keyFile", $0.keyFile, mustExist: true) } ?? []
        for client in http.clients {
            guard let file = client.tokenHashFile else { continue }
            let key = "http.clients.\(client.name).tokenHashFile"
            let found = secret(key, file, mustExist: true)
            problems += found
            guard found.isEmpty else { continue }
            do throws(AdapterError) { _ = try client.loaded() } catch {
                problems.append(
                    problem(key, "config.hash", error.message + ".", "Write one hash a line; `token` makes them."))
            }
        }
        if problems.isEmpty, let tls = http.tls { problems += certificate(tls) }
        return problems
    }

    private func certificate(_ tls: ServerTLS) -> [ConfigurationProblem] {
        do throws(AdapterError) {
            _ = try tls.configuration()
            return []
        } catch {
            return [
                problem(
                    "http.tls", "config.tls", error.message + ".", "Name a PEM certificate chain and its own PEM key.")
            ]
        }
    }

    private func secret(_ key: String, _ path: String, mustExist: Bool) -> [ConfigurationProblem] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            guard mustExist else { return [] }
            return [
                problem(key, "config.file", "\(path) is not there.", "Restore or make it, readable by its owner only.")
            ]
        }
        let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard permissions & 0o077 == 0 else {
            return [problem(key, "config.secret", "\(path) can be read by others.", "chmod 600 \(path)")]
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            return [problem(key, "config.file", "\(path) cannot be read.", "Give the adapter's user permission.")]
        }
        return []
    }

    private func problem(_ key: String, _ rule: String, _ message: String, _ remedy: String) -> ConfigurationProblem {
        ConfigurationProblem(line: nil, key: key, rule: rule, message: message, remedy: remedy)
    }

    private static func nearestExisting(_ path: String) -> String {
        var path = path
        while path.count > 1, !FileManager.default.fileExists(atPath: path) {
            path = URL(fileURLWithPath: path).deletingLastPathComponent().path
        }
        return path
    }
}
