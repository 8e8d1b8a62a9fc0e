/// What stands in our own frame around the picture: the truth about the page, and what the picture cannot show.
public struct ScreenState: Sendable, Equatable, Codable {
    /// The page's address as the browser has it, without query and fragment; empty before the first page.
    public var address: String
    /// Scheme, host and port, e.g. `https://portal.example`.
    public var origin: String
    /// The connection is encrypted and its certificate good.
    public var isSecure: Bool
    public var isLoading: Bool
    public var canGoBack: Bool
    public var dialog: Dialog?
    public var picker: Picker?
    public var focus: Focus?
    /// Something that the page wanted and did not get; counts up, so that the same thing can be said twice.
    public var notice: Notice?
    public var noticeNumber: Int
    /// `default`, `pointer` or `text`.
    public var cursor: String
    /// Set once: nothing more comes.
    public var end: End?

    public init() {
        (address, origin, cursor) = ("", "", "default")
        (isSecure, isLoading, canGoBack) = (false, true, false)
        noticeNumber = 0
    }

    /// A JavaScript dialog, which holds the page up until it is answered.
    public struct Dialog: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable { case alert, confirm, prompt, leaving }

        public let kind: Kind
        /// At most 500 characters, the page's own words.
        public let message: String
        public let suggestion: String

        public init(kind: Kind, message: String, suggestion: String = "") {
            self.kind = kind
            self.message = message
            self.suggestion = suggestion
        }
    }

    /// A list or a pop-up of the browser that the picture cannot show.
    public struct Picker: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable { case list, date, time, dateTime, month, week, colour }

        public struct Option: Sendable, Equatable, Codable {
            public let label: String
            public let group: String?
            public let isSelected: Bool
            public let isDisabled: Bool

            public init(label: String, group: String? = nil, isSelected: Bool, isDisabled: Bool = false) {
                self.label = label
                self.group = group
                self.isSelected = isSelected
                self.isDisabled = isDisabled
            }
        }

        public let kind: Kind
        public let label: String
        /// At most 500, for a list.
        public let options: [Option]
        public let allowsSeveral: Bool
        /// What the field holds now, with its limits, as HTML writes them; not for a list.
        public let value: String
        public let lowest: String
        public let highest: String

        public init(
            kind: Kind, label: String, options: [Option] = [], allowsSeveral: Bool = false, value: String = "",
            lowest: String = "", highest: String = ""
        ) {
            self.kind = kind
            self.label = label
            self.options = options
            self.allowsSeveral = allowsSeveral
            self.value = value
            self.lowest = lowest
            self.highest = highest
        }
    }

    /// The field of the page that has the focus: a phone shows its keyboard for it.
    public struct Focus: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable { case text, password, email, number, telephone, search, address }

        public let kind: Kind
        /// Fractions of the picture.
        public let x: Double
        public let y: Double
        public let width: Double
        public let height: Double

        public init(kind: Kind, x: Double, y: Double, width: Double, height: Double) {
            self.kind = kind
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }

    public enum Notice: Sendable, Equatable, Codable {
        case fileRefused
        case downloadRefused
        /// The page wanted to go somewhere that is not its provider's.
        case addressRefused(origin: String)
        case windowRefused
        /// A password was asked for by the browser's own dialog.
        case browserSignInRefused
        /// Too many inputs at once.
        case tooFast
    }

    public enum End: String, Sendable, Codable {
        /// The work is done.
        case done
        case idle
        case timeUp
        /// Chromium crashed, or used more memory than it may.
        case crashed
        case closed
    }
}
