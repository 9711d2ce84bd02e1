/// What a recipient believes about a nominal's place on its list. Never told can transition to ``active`` only.
public enum Standing: String, Sendable, Hashable {
    /// On the list: the selection was told. Can transition to ``stopped`` (moved away, died) and ``ended``.
    case active
    /// Told to stop visits though the spell goes on. Can transition to ``active`` (moved back) and ``ended``.
    case stopped
    /// Told of the de-selection. Can transition to ``active`` when a late fact shows that the spell never ended.
    case ended
    /// Rightly told once, and confused since by notices about somebody else that were withdrawn: whatever it should believe has
    /// to be told again. Can transition to ``active``, ``stopped`` and ``ended``.
    case confused
}
