public import Foundation

/// The files that the pages are made of.
public enum WebFiles {
    /// The folder of the templates.
    public static var views: URL { folder.appending(path: "Views") }
    /// The folder of stylesheet, script and pictures.
    public static var assets: URL { folder.appending(path: "Assets") }

    /// Beside the program and nowhere else: the package manager's own lookup falls back to the folder it was built in,
    /// which hides an incomplete installation, and ends the process where there is neither.
    private static var folder: URL {
        #if os(Linux)
            Bundle.main.bundleURL.appendingPathComponent("tieline_Web.resources")
        #else
            Bundle.module.resourceURL ?? Bundle.module.bundleURL
        #endif
    }
}
