import HTTPTypes

/// A request that is not served, with the page that says so.
///
/// The page never repeats what was asked.
struct Refusal: Error {
    let status: HTTPResponse.Status
    let heading: String
    let advice: String

    /// The same for what does not exist and for what the asker may not see (DESIGN decision 17).
    static let notFound = Refusal(
        status: .notFound, heading: "Page not found",
        advice:
            "If you typed the address, check it. If you followed a link, it may be old: start from the list of teams.")
    /// The form was not made by this process for this browser.
    static let staleForm = Refusal(
        status: .forbidden, heading: "This form is out of date",
        advice: "Nothing was recorded. Go back to your team’s page, reload it and acknowledge the notice again.")
    /// The body is larger than any form of ours.
    static let tooLarge = Refusal(
        status: .contentTooLarge, heading: "That is too much",
        advice: "Nothing was recorded. Type a name and a number only.")
    /// The body is not a form of ours.
    static let notAForm = Refusal(
        status: .badRequest, heading: "That was not understood",
        advice: "Nothing was recorded. Go back to your team’s page and acknowledge the notice again.")
    /// Our fault.
    static let failed = Refusal(
        status: .internalServerError, heading: "Sorry, something went wrong here",
        advice: "Try again in a minute. If it goes on, tell the people who run Throughgate; they have been logging it.")
}
