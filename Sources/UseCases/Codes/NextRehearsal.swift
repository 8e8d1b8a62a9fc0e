public import Domain
public import Foundation
import Ports

extension Workplace {
    /// When a route is tried out anew with nobody asking for it; nil for one that is not proven, or needs no trial.
    public func nextRehearsal(of route: CodeRoute) -> Date? {
        guard route.endedAt == nil, route.kind == .email || route.kind == .sms else { return nil }
        return route.provenAt?.addingTimeInterval(rhythm.seconds(LawSpan.routeRehearsal))
    }
}
