public import Foundation

/// The files that customer pages are made of.
public enum DoorstepFiles {
    /// The folder of the templates.
    public static var views: URL { folder.appending(path: "Views") }
    /// The folder of stylesheet and script.
    public static var assets: URL { folder.appending(path: "Assets") }

    /// Beside the program and nowhere else, as for the dashboard's files.
    private static var folder: URL {
        #if os(Linux)
            Bundle.main.bundleURL.appendingPathComponent("tieline_Doorstep.resources")
        #else
            Bundle.module.resourceURL ?? Bundle.module.bundleURL
        #endif
    }
}
