/// What every page and worker is told before it takes its first step.
enum TargetSetUp {
    struct Command {
        let method: String
        let params: JSON
    }

    static func page(viewport: PageOptions.Viewport) -> [Command] {
        gate + [
            Command(method: "Page.enable", params: [:]),
            Command(method: "Network.enable", params: [:]),
            Command(method: "Network.setBypassServiceWorker", params: ["bypass": true]),
            Command(method: "Runtime.enable", params: [:]),
            Command(method: "Page.setInterceptFileChooserDialog", params: ["enabled": true]),
            Command(
                method: "Page.addScriptToEvaluateOnNewDocument",
                params: ["source": .text(IsolatedWorld.withoutUngatedNetwork), "runImmediately": true]),
            Command(
                method: "Runtime.addBinding",
                params: ["name": .text(IsolatedWorld.binding), "executionContextName": .text(IsolatedWorld.name)]),
            Command(
                method: "Page.addScriptToEvaluateOnNewDocument",
                params: [
                    "source": .text(IsolatedWorld.observer), "worldName": .text(IsolatedWorld.name),
                    "runImmediately": true,
                ]),
            Command(
                method: "Emulation.setDeviceMetricsOverride",
                params: [
                    "width": .number(Double(viewport.width)), "height": .number(Double(viewport.height)),
                    "deviceScaleFactor": 1, "mobile": false,
                ]),
            Command(method: "Emulation.setFocusEmulationEnabled", params: ["enabled": true]),
        ]
    }

    /// A tab of ours beside the page is stopped twice at each request: before it leaves and before its body is taken.
    static let hiddenTab = [
        Command(
            method: "Fetch.enable",
            params: [
                "patterns": [
                    ["urlPattern": "*", "requestStage": "Request"], ["urlPattern": "*", "requestStage": "Response"],
                ],
                "handleAuthRequests": true,
            ])
    ]

    /// A window opened by the page: it shall not get further than naming its address.
    static let popup = gate

    static let worker =
        gate + [
            Command(method: "Runtime.evaluate", params: ["expression": .text(IsolatedWorld.withoutUngatedNetwork)])
        ]

    /// Every request stops at us; pages within (workers, frames in another process) are attached stopped.
    private static let gate = [
        Command(method: "Fetch.enable", params: ["patterns": [["urlPattern": "*"]], "handleAuthRequests": true]),
        Command(
            method: "Target.setAutoAttach",
            params: ["autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true]),
    ]
}
