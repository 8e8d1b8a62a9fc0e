public import Domain

/// Why keys could not be read, written or trusted. Carries paths, line numbers and key ids, never key bytes.
public enum VaultError: ExplainedError, Equatable {
    case missing(path: String)
    case alreadyExists(path: String)
    /// Others than the owner may read the file; `mode` in octal, e.g. `644`.
    case readableByOthers(path: String, mode: String)
    case unreadable(path: String, errno: Int32)
    case unwritable(path: String, errno: Int32)
    case tooLarge(source: String)
    case malformedLine(source: String, line: Int)
    case duplicateKey(source: String, line: Int)
    case noKeys(source: String)
    case noFingerprintKey(source: String)
    case commandNotFound(program: String)
    case commandFailed(program: String, status: Int32)
    case commandTimedOut(program: String, seconds: Int)
    /// The data was sealed with a key that this ring does not hold.
    case keyNotInRing(id: String)
    /// The ring is not the one that the data was sealed with.
    case otherRing
    case malformedCheckValue

    public var code: String {
        switch self {
        case .missing: "keys_missing"
        case .alreadyExists: "keys_already_exist"
        case .readableByOthers: "keys_readable_by_others"
        case .unreadable: "keys_unreadable"
        case .unwritable: "keys_unwritable"
        case .tooLarge, .malformedLine, .duplicateKey, .noKeys, .noFingerprintKey: "keys_malformed"
        case .commandNotFound, .commandFailed, .commandTimedOut: "keys_command_failed"
        case .keyNotInRing, .otherRing: "keys_wrong"
        case .malformedCheckValue: "keys_check_malformed"
        }
    }

    public var advice: String {
        switch self {
        case .missing(let path): "There is no key file at \(path). Restore it from your backup, or name the right file."
        case .alreadyExists(let path): "A file is already at \(path). It was left as it is; name another file."
        case .readableByOthers(let path, let mode):
            "The key file \(path) has mode \(mode), so others can read it. Run: chmod 600 \(path)"
        case .unreadable(let path, let errno): "The key file \(path) cannot be read (errno \(errno))."
        case .unwritable(let path, let errno): "The key file \(path) cannot be written (errno \(errno))."
        case .tooLarge(let source): "\(source) gives more than 64 KiB. A key ring is a few lines; name the right file."
        case .malformedLine(let source, let line):
            "Line \(line) of \(source) is not a key. A line reads: id, key in base64 (32 bytes), time it was made."
        case .duplicateKey(let source, let line):
            "Line \(line) of \(source) repeats an id. Remove one of the two lines."
        case .noKeys(let source): "\(source) holds no key. Restore it from your backup, or name the right file."
        case .noFingerprintKey(let source):
            "\(source) has no line that begins with `fingerprint`. Restore the file from your backup."
        case .commandNotFound(let program): "The key command \(program) does not exist or may not be run."
        case .commandFailed(let program, let status): "The key command \(program) ended with status \(status)."
        case .commandTimedOut(let program, let seconds):
            "The key command \(program) gave no answer within \(seconds) seconds."
        case .keyNotInRing(let id):
            "The data was sealed with key \(id), which the key file does not hold. Nothing was written. Use the right file."
        case .otherRing:
            "The key file is not the one this data was sealed with. Nothing was written. Use the right file."
        case .malformedCheckValue: "The stored check of the key file is damaged. Nothing was written. Restore a backup."
        }
    }

    public var isRetryable: Bool {
        switch self {
        case .commandFailed, .commandTimedOut: true
        default: false
        }
    }

    public var level: ErrorLevel { .critical }
}
