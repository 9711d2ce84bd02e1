import Formats

extension DutyAction {
    /// What is done, and for whom.
    var english: String {
        switch self {
        case .raiseTask(let task): task.english
        case .leftToScheme(let value): "the scheme sees to it: " + value.english
        }
    }
}

extension DutyTask {
    fileprivate var english: String {
        "\(to) is given the task to \(kind.english)"
            + (proposes.map { ", and the proposal \(Phrase.quoted($0))" } ?? "")
            + (reversedOn.map { "; this is reversed when \($0.english)" } ?? "")
    }
}

extension DutyTask.Kind {
    fileprivate var english: String {
        switch self {
        case .decideStrand: "decide the strand"
        case .considerGround: "consider a ground for de-selection"
        case .exitInterview: "hold an exit interview"
        }
    }
}

extension DutyEvent {
    /// The event, after "when".
    var english: String {
        switch self {
        case .consentRefused: "a person refuses or withdraws consent to support"
        case .consentGiven: "a person who refused consent to support gives it"
        case .selected: "a panel selects a person"
        case .deselected: "a panel de-selects a person"
        }
    }
}
