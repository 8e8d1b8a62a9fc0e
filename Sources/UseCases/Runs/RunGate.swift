import Domain
import Foundation
import Ports

// A run's trace also says when Tieline itself held a secret back.
extension TraceStep {
    private static let gate = "submission_gate"

    static func refused(_ refusal: SubmissionRefusal, at now: Date) -> TraceStep {
        TraceStep(at: now, page: gate, address: "", matched: refusal.rawValue, action: "sent nothing")
    }

    /// Why nothing was sent, when this step says so.
    var refusal: SubmissionRefusal? { page == Self.gate ? SubmissionRefusal(rawValue: matched) : nil }
}
