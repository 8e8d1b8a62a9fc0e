/// What a person's hand did on the picture of the embedded browser. There is no other way to act on it.
///
/// Places are fractions of the picture, 0 to 1 from its upper left corner.
public enum ScreenInput: Sendable, Equatable {
    case pointer(Pointer)
    case wheel(at: Place, x: Double, y: Double)
    case touch(TouchPhase, [Touch])
    case key(Key)
    /// Text that came without keys: from a phone's keyboard, the clipboard, an input method. At most 1,000 characters.
    case text(Secret<String>)
    /// What an input method is about to write; empty ends it.
    case composition(Secret<String>)
    /// A password manager filled one of our own fields; it goes to the page's field of that kind.
    case fill(LoginField, Secret<String>)
    /// The viewer's size in CSS pixels.
    case resize(width: Int, height: Int, isPhone: Bool)
    case back
    case reload
    /// The answer to the open dialog.
    case dialog(isAccepted: Bool, text: Secret<String>?)
    /// The choice in our own picker: indices of options, or a date, time or colour as its field writes it.
    case options([Int])
    case value(String)
    /// The picker was closed without a choice.
    case dismiss

    public struct Place: Sendable, Equatable {
        public let x: Double
        public let y: Double

        /// Nil for what lies outside of the picture.
        public init?(x: Double, y: Double) {
            guard (0...1).contains(x), (0...1).contains(y) else { return nil }
            self.x = x
            self.y = y
        }
    }

    public struct Pointer: Sendable, Equatable {
        public enum Phase: String, Sendable { case move, press, release }
        public enum Button: String, Sendable { case none, left, middle, right }

        public let phase: Phase
        public let place: Place
        public let button: Button
        /// Presses in quick succession, 1 to 3.
        public let clicks: Int
        public let modifiers: Modifiers

        public init(phase: Phase, place: Place, button: Button, clicks: Int = 1, modifiers: Modifiers = []) {
            self.phase = phase
            self.place = place
            self.button = button
            self.clicks = clicks
            self.modifiers = modifiers
        }
    }

    public enum TouchPhase: String, Sendable { case start, move, end, cancel }

    public struct Touch: Sendable, Equatable {
        public let id: Int
        public let place: Place

        public init(id: Int, place: Place) {
            self.id = id
            self.place = place
        }
    }

    public struct Key: Sendable, Equatable {
        public let isDown: Bool
        /// `KeyboardEvent.key`, e.g. `a`, `Enter`, `ArrowDown`. What is typed may be a secret.
        public let key: Secret<String>
        /// `KeyboardEvent.code`, e.g. `KeyA`: the place on the keyboard, whatever its layout.
        public let code: String
        public let isRepeat: Bool
        public let modifiers: Modifiers

        public init(isDown: Bool, key: Secret<String>, code: String, isRepeat: Bool = false, modifiers: Modifiers = [])
        {
            self.isDown = isDown
            self.key = key
            self.code = code
            self.isRepeat = isRepeat
            self.modifiers = modifiers
        }

        public static func == (left: Key, right: Key) -> Bool {
            left.isDown == right.isDown && left.key.exposed == right.key.exposed && left.code == right.code
                && left.isRepeat == right.isRepeat && left.modifiers == right.modifiers
        }
    }

    /// The bits of the DevTools protocol.
    public struct Modifiers: OptionSet, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let alt = Modifiers(rawValue: 1)
        public static let control = Modifiers(rawValue: 2)
        public static let meta = Modifiers(rawValue: 4)
        public static let shift = Modifiers(rawValue: 8)
    }

    /// The fields that a password manager knows.
    public enum LoginField: String, Sendable, CaseIterable { case username, password, code }

    public static func == (left: ScreenInput, right: ScreenInput) -> Bool {
        switch (left, right) {
        case (.pointer(let one), .pointer(let other)): one == other
        case (.wheel(let place, let x, let y), .wheel(let otherPlace, let otherX, let otherY)):
            place == otherPlace && x == otherX && y == otherY
        case (.touch(let phase, let touches), .touch(let otherPhase, let others)):
            phase == otherPhase && touches == others
        case (.key(let one), .key(let other)): one == other
        case (.text(let one), .text(let other)), (.composition(let one), .composition(let other)):
            one.exposed == other.exposed
        case (.fill(let field, let one), .fill(let otherField, let other)):
            field == otherField && one.exposed == other.exposed
        case (.resize(let width, let height, let isPhone), .resize(let otherWidth, let otherHeight, let isOtherPhone)):
            width == otherWidth && height == otherHeight && isPhone == isOtherPhone
        case (.dialog(let isAccepted, let text), .dialog(let isOtherAccepted, let other)):
            isAccepted == isOtherAccepted && text?.exposed == other?.exposed
        case (.options(let one), .options(let other)): one == other
        case (.value(let one), .value(let other)): one == other
        case (.back, .back), (.reload, .reload), (.dismiss, .dismiss): true
        default: false
        }
    }
}

/// Inputs in their order. The first has the number `first`, each further one the next; what came before is not applied
/// again.
public struct ScreenBatch: Sendable, Equatable {
    public let first: UInt32
    /// The document that the person was looking at.
    public let document: UInt32
    public let inputs: [ScreenInput]

    public init(first: UInt32, document: UInt32, inputs: [ScreenInput]) {
        self.first = first
        self.document = document
        self.inputs = inputs
    }
}
