/// The form by which somebody says that a task is done: how it ended, as what they say it, and who they are.
struct TaskDoneForm {
    static let title = "Say that a task is done"

    let fields: [HubForm.Field]

    init(_ ending: HubTaskEnding) {
        fields = [
            HubForm.Field("outcome", "How it ended", .one(ending.outcomes), isRequired: true),
            HubForm.Field(
                "note", "What a later reader has to know", .text,
                hint: "Needed where it was not needed or not possible. Never ask why somebody did not want it"),
            HubForm.Field(
                "post", "As what you close it", .one(ending.posts), hint: "Its owner, deputy or supervisor",
                isRequired: true),
            HubForm.Field(HubForm.Field.officer, "Your name, rank or role", .line, hint: "Who did it", isRequired: true),
        ]
    }
}
