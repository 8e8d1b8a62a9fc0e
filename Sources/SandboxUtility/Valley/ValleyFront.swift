import HTTPTypes
import Hummingbird

/// What the district shows when there is no business as usual: mostly what its web server shows.
struct ValleyFront: PortalFronting {
    let refusedAddress: String

    func turnAway(_ detour: Detour, path: String) -> Response {
        switch detour {
        case .unavailable: Reply.page(Self.unavailable, status: .serviceUnavailable)
        case .blocked: Reply.page(Self.denied, status: .forbidden)
        case .refused: Reply.redirect(to: refusedAddress + path)
        case .retired: Reply.page(Self.retired)
        }
    }

    func redesigned(path: String) -> Response { Reply.page(Self.redesign) }

    private static let unavailable: HTML = """
        <!DOCTYPE html>
        <html><head><title>Service Unavailable</title></head>
        <body><h2>Service Unavailable</h2><hr><p>HTTP Error 503. The service is unavailable.</p></body></html>
        """

    private static let denied: HTML = """
        <!DOCTYPE html>
        <html><head><title>Web Page Blocked</title></head><body><h1>Web Page Blocked!</h1>
        <p>The page cannot be displayed. Please contact the administrator for additional information.</p>
        <p>Attack ID: 20000051<br>Message ID: 007310442961</p></body></html>
        """

    private static let retired: HTML = """
        <!DOCTYPE html>
        <html><head><title>Valley Water District</title>
        <link rel="stylesheet" type="text/css" href="/valley/assets/valley.css"></head><body>
        <table class="page"><tr><td class="banner"><img src="/valley/assets/logo.svg" alt="Valley Water District"></td>
        </tr><tr><td class="main" id="retired"><h1>This web site has been retired</h1>
        <p>Online Services were discontinued when the District merged with Sierra Foothill Water Authority.
        This site will not return.</p></td></tr></table></body></html>
        """

    private static let redesign: HTML = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Valley Water - New!</title>
        <link rel="stylesheet" type="text/css" href="/valley/assets/valley.css"></head><body class="fresh">
        <h2>Welcome to our brand new site</h2><p>We have been hard at work. Choose a drop to begin.</p>
        <p class="drops"><span>Home</span><span>Garden</span><span>Business</span></p></body></html>
        """
}
