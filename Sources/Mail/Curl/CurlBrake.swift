import CCurl

/// Stops a transfer from another thread.
// Safe to share: `pull` and libcurl's thread touch the one field that both know atomically, in C.
final class CurlBrake: @unchecked Sendable {
    let pointer = UnsafeMutablePointer<ccurl_brake>.allocate(capacity: 1)

    init() { pointer.initialize(to: ccurl_brake(is_pulled: 0, gift: nil)) }

    deinit { pointer.deallocate() }

    func pull() { ccurl_pull(pointer) }
}
