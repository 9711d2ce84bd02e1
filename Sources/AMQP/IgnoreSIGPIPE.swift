import CRabbitMQ

/// A peer that vanishes must be an error we handle, not a signal that kills the process (swift-nio #3479).
public enum IgnoreSIGPIPE {
    /// Call first thing in `main`; calling it again does nothing.
    public static func install() { crabbitmq_ignore_sigpipe() }
}
