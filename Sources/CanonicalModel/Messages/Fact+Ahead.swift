extension Fact {
    /// How far a sender's clock may run ahead of ours.
    ///
    /// A message from the future would stand above every later report of the same thing until that day comes. Adapters and
    /// the core's door judge by this one rule, so that no receipt says accepted of what the door then refuses.
    public static let clockAllowanceSeconds: Int64 = 600

    /// A court's results are dated from the hour the hearing was listed for, and a case called on early is resulted before
    /// it; a death may be told by its day.
    private static let sameDayAllowanceSeconds: Int64 = 86_400

    /// How far the fact's time may lie ahead of the moment at which it is told; nil for a hearing that is only listed.
    public var mayLieAheadSeconds: Int64? {
        switch self {
        case .listing: nil
        case .hearingResulted, .warrant, .died: Self.sameDayAllowanceSeconds
        default: Self.clockAllowanceSeconds
        }
    }
}
