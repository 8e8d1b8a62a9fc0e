/// The few rules that paint a page in a brand's colour, in light and in dark.
enum BrandStylesheet {
    /// Where it is served; the colour is in the name, so that it can be kept for ever.
    static func address(of organization: String, _ color: BrandColor) -> String {
        "/brand/\(organization)/\(color.hex).css"
    }

    static func text(_ color: BrandColor) -> String {
        let light = color.readable(on: paper.light)
        let dark = color.readable(on: paper.dark)
        func pair(_ one: BrandColor, _ other: BrandColor) -> String { "light-dark(\(one.css), \(other.css))" }
        return """
            :root {
                --accent: \(pair(light, dark));
                --accent-ink: \(pair(light.ink, dark.ink));
                --accent-hover: \(pair(light.mixed(with: .black, share: 0.2), dark.mixed(with: .white, share: 0.25)));
            }

            """
    }

    /// The papers of doorstep.css.
    private static let paper = (
        light: BrandColor.white, dark: BrandColor("131518") ?? .black
    )
}
