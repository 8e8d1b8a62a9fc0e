import Foundation

extension VisitorSession {
    /// What `__VIEWSTATE` must hold in every post-back of this session: opaque to browsers, as of old.
    var viewState: String { Data("/wEPDwUK\(formToken)ZGQ".utf8).base64EncodedString() }
}
