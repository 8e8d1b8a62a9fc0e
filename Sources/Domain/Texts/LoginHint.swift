/// A user name as the dashboard may show it.
public enum LoginHint {
    /// Masks the middle: `paula.winter@example.com` gives `pa…@example.com`, `pwinter77` gives `pw…77`. At most two
    /// characters at each end are kept, and never more than half of the name.
    public static func masking(_ username: String) -> String {
        if let at = username.lastIndex(of: "@"), at != username.startIndex {
            return head(of: username[..<at]) + "…" + username[at...]
        }
        let tail = username.count >= 8 ? String(username.suffix(2)) : ""
        return head(of: username[...]) + "…" + tail
    }

    private static func head(of part: Substring) -> String { String(part.prefix(min(2, part.count / 2))) }
}
