/// One key of the keyboard, as Chromium's input events want it.
struct Key: Equatable {
    private let name: String
    private let code: String
    private let virtualCode: Int
    private let text: String?

    private static let named: [String: (code: Int, text: String?)] = [
        "Enter": (13, "\r"), "Tab": (9, nil), "Escape": (27, nil), "Backspace": (8, nil), "Delete": (46, nil),
        "Home": (36, nil), "End": (35, nil), "PageUp": (33, nil), "PageDown": (34, nil), "ArrowLeft": (37, nil),
        "ArrowUp": (38, nil), "ArrowRight": (39, nil), "ArrowDown": (40, nil),
    ]

    init?(_ name: String) {
        self.name = name
        if let known = Self.named[name] {
            (code, virtualCode, text) = (name, known.code, known.text)
        } else if name.count == 1, let scalar = name.unicodeScalars.first, scalar.value >= 0x20 {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            (code, text) = (name == " " ? "Space" : "", name)
            virtualCode = isPlain || name == " " ? Int(name.uppercased().unicodeScalars.first?.value ?? 0) : 0
        } else {
            return nil
        }
    }

    var down: JSON {
        guard let text else { return event("rawKeyDown", [:]) }
        return event("keyDown", ["text": .text(text), "unmodifiedText": .text(text)])
    }

    var up: JSON { event("keyUp", [:]) }

    private func event(_ type: String, _ more: [String: JSON]) -> JSON {
        let common: [String: JSON] = [
            "type": .text(type), "key": .text(name), "code": .text(code),
            "windowsVirtualKeyCode": .number(Double(virtualCode)),
        ]
        return .object(common.merging(more) { $1 })
    }
}
