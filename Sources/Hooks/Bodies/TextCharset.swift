import Foundation

/// Turns bytes in a named character set into text. Bytes that do not fit become U+FFFD; nothing fails.
enum TextCharset {
    /// UTF-8 first, since most of what claims to be something else is UTF-8; then the named set.
    static func text(_ bytes: some Collection<UInt8>, named name: String?) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !isWide(name) { return text }
        if let encoding = encoding(name), let text = String(bytes: bytes, encoding: encoding) { return text }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Sets in which ASCII text looks like other text, or holds zero bytes.
    private static func isWide(_ name: String?) -> Bool {
        guard let name = name?.lowercased() else { return false }
        return name.hasPrefix("utf-16") || name.hasPrefix("utf-32")
    }

    private static func encoding(_ name: String?) -> String.Encoding? {
        switch name?.lowercased() {
        // Browsers and mail programs write Windows text and call it Latin 1 (WHATWG Encoding, "windows-1252").
        case "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252": .windowsCP1252
        case "iso-8859-2", "latin2": .isoLatin2
        case "windows-1250", "cp1250": .windowsCP1250
        case "windows-1251", "cp1251": .windowsCP1251
        case "shift_jis", "shift-jis", "sjis": .shiftJIS
        case "iso-2022-jp": .iso2022JP
        case "euc-jp": .japaneseEUC
        case "utf-16": .utf16
        case "utf-16le": .utf16LittleEndian
        case "utf-16be": .utf16BigEndian
        case "utf-32": .utf32
        default: nil
        }
    }
}
