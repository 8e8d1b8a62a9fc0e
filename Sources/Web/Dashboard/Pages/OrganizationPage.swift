import Domain
import UseCases

/// *Organization settings*: the zone that everybody here reads exact times in. For owners.
struct OrganizationPage: Page {
    static let template = "organization"

    let shell: Shell
    let title: String
    let tabs: [FilterTab]
    let facts: [Fact]
    let faults: Faults?
    let fields: [FormField]
    let zones: [String]

    /// - Parameter answers: what was typed and refused; nil shows what is set.
    init(answers: Answers? = nil, viewer: Viewer) {
        let organization = viewer.signedIn.organization
        let answers = answers ?? Answers(values: ["time_zone": organization.timeZone.text])
        let fields = [
            FormField(
                "time_zone", "Time zone", hint: "A place of the list, such as America/New_York or Europe/Berlin.",
                suggestions: "known-zones", in: answers)
        ]
        let faults = answers.summary(of: fields)
        shell = viewer.shell(at: nil)
        title = (faults == nil ? "" : "Error: ") + "Organization settings"
        tabs = FilterTab.settings(at: "/organization")
        facts = [
            Fact(label: "Name", text: organization.name),
            Fact(label: "Since", text: viewer.moment(organization.createdAt).exact),
            Fact(label: "Time now", text: viewer.moment(viewer.now).exact),
            Fact(label: "Id", code: organization.id.prefixed),
        ]
        self.faults = faults
        self.fields = fields
        zones = ZoneName.all
    }
}
