import HTTPTypes
import Hummingbird

/// What Harbor shows when there is no business as usual.
struct HarborFront: PortalFronting {
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
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Temporarily unavailable | Harbor Light &amp; Power</title>
        <link rel="stylesheet" href="/harbor/assets/harbor.css"></head>
        <body class="plain"><main class="notice"><img src="/harbor/assets/logo.svg" alt="Harbor Light &amp; Power">
        <h1>Our online services are temporarily unavailable</h1>
        <p>We are working to restore My Harbor as quickly as possible. We apologize for the inconvenience.
        Please try again later.</p>
        <p>To report an outage or a downed line call <strong>1-800-555-0142</strong>, 24 hours a day.</p>
        <p class="fine">HTTP 503 Service Unavailable</p></main></body></html>
        """

    /// As a firewall in front of the portal writes it: without the brand.
    private static let denied: HTML = """
        <!doctype html>
        <html><head><title>Access Denied</title></head>
        <body><h1>Access Denied</h1>
        <p>You don't have permission to access this resource on this server.</p>
        <p>Reference #18.6f0b1402.1768932511.2ae41c7b</p></body></html>
        """

    private static let retired: HTML = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>My Harbor has closed</title>
        <link rel="stylesheet" href="/harbor/assets/harbor.css"></head>
        <body class="plain"><main class="notice" id="portal-closed">
        <img src="/harbor/assets/logo.svg" alt="Harbor Light &amp; Power">
        <h1>My Harbor has closed for good</h1>
        <p>Harbor Light &amp; Power is now part of Northgate Energy. This website is no longer in service and
        your user ID can no longer be used here.</p>
        <p>Northgate has mailed you an invitation to set up a new online account.</p></main></body></html>
        """

    private static let redesign: HTML = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Harbor One</title>
        <link rel="stylesheet" href="/harbor/assets/harbor.css"></head>
        <body class="one"><div class="one-shell"><header class="one-top"><span>harbor<b>one</b></span></header>
        <section class="one-hero"><h2>Hello there.</h2><p>Your energy, all in one place.</p></section>
        <section class="one-tiles"><article><h3>Energy story</h3><p>Swipe to explore your month.</p></article>
        <article><h3>Wallet</h3><p>Everything you owe, nothing you don't.</p></article>
        <article><h3>Neighborhood</h3><p>See how your street is doing.</p></article></section>
        <footer>Take the tour &middot; Give feedback</footer></div></body></html>
        """
}
