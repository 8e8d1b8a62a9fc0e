public import Foundation

/// The files that the pages are made of.
public enum WebFiles {
    /// The folder of the templates.
    public static var views: URL { folder.appending(path: "Views") }
    /// The folder of stylesheet, script and pictures.
    public static var assets: URL { folder.appending(path: "Assets") }

    private static var folder: URL { Bundle.module.resourceURL ?? Bundle.module.bundleURL }
}
