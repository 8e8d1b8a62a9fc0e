import Domain
import Foundation
import UseCases

extension ControlCard.Visit {
    init(
        _ visit: ControlVisit, utility: String, organization: String, texts: VisitTexts, format: ReaderFormat
    ) {
        let words = visit.kind.words(texts)
        iso = visit.at.formatted(.iso8601)
        at = format.moment(visit.at)
        text = words.text.filled(["utility": utility, "organization": organization])
        result = words.result
    }
}

extension ControlVisit.Kind {
    fileprivate func words(_ texts: VisitTexts) -> (text: String, result: String?) {
        switch self {
        case .signIn(let trigger, let outcome):
            let result =
                switch outcome {
                case nil: texts.underWay
                case .signedIn: texts.worked
                default: texts.failed
                }
            return (trigger.words(texts), result)
        case .download: return (texts.download, nil)
        case .refusedMail: return (texts.mailRefused, nil)
        case .message(let verdict): return (verdict.words(texts), nil)
        }
    }
}

extension RunTrigger {
    fileprivate func words(_ texts: VisitTexts) -> String {
        switch self {
        case .first: texts.first
        case .schedule: texts.schedule
        case .manual: texts.manual
        case .repair: texts.repair
        case .rehearsal: texts.rehearsal
        case .canary: texts.canary
        }
    }
}

extension MessageVerdict {
    fileprivate func words(_ texts: VisitTexts) -> String {
        switch self {
        case .used: texts.codeUsed
        case .kept: texts.billKept
        case .foreignSender, .overLimit: texts.messageNotRead
        case .noCode, .ambiguous, .nobodyWaiting, .tooOld, .tooLate, .confirmation, .bounce, .irrelevant:
            texts.messageRead
        }
    }
}
