/// Where health, readiness and metrics are served; nobody signs in there, so it is loopback.
struct HealthConfiguration: Sendable, Equatable {
    var host = "127.0.0.1"
    var port = 0
}

extension HealthConfiguration {
    init(_ reader: ConfigurationReader) {
        host = reader.optionalText("host") ?? host
        port = reader.integer("port", 0...65_535, default: -1)
        if port < 0 {
            reader.note("port", "config.missing", "The port is absent or no port.", "Write port: 9101, or another.")
        }
        if !Loopback.isMeant(host) {
            reader.note(
                "host", "config.open", "The health port has no sign-in and would be open to the network.",
                "Write host: 127.0.0.1 and let a collector on this machine read it.")
        }
        reader.finish()
    }
}
