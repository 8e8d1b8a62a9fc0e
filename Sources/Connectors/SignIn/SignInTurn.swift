import Domain
import Ports

/// What the machine is told.
enum SignInEvent: Equatable {
    case saw(Sighting)
    /// The page gives no answer: it waits for the portal, or is busy.
    case sawNothing
    /// The steps asked for are done.
    case done
    /// An element of the steps asked for is not on the page.
    case missing(selector: String)
    case permitted
    case refused(SubmissionRefusal)
    /// The host has taken back that a secret was about to be sent.
    case withdrawn
    /// The host has written down that a code comes over this channel.
    case channelChosen(CodeChannel)
    /// The code is here. Which one it is, the machine need not know.
    case codeArrived
    /// No code may be asked for, or none comes.
    case codeDenied(CodeRefusal)
}

/// What the machine wants next. Exactly one event answers each action but the last two.
enum SignInAction: Equatable {
    /// Load an address and look.
    case open(address: String)
    /// Wait until something changes or the seconds pass, then look.
    case look(seconds: Double)
    /// Do these steps of a page.
    case perform([RecipeStep], on: RecipePage)
    /// Ask the host whether the secret may be sent.
    case ask(Submission.Kind)
    /// Tell the host that what it had let go was never sent.
    case withdraw
    /// Ask the host over what a code shall come, before the portal is made to send one.
    case offerCode(CodeOffer)
    /// Wait for the code, as long as the host likes.
    case awaitCode(CodeQuestion)
    /// Inside: accounts can be read.
    case collect
    case fail(SignInFailure)
}

/// How the sign-in ended.
enum SignInEnd: Equatable {
    case signedIn
    case failed(SignInFailure)
}

/// Why nothing can be read.
enum SignInFailure: Error, Equatable {
    case outcome(Outcome, Confidence)
    /// The recipe no longer fits.
    case lost(step: String, expected: String, found: String)
}

/// One answer of the machine: what the host must hear, then what to do.
struct SignInTurn: Equatable {
    var stage: RunStage?
    var settled: Submission.Verdict?
    var codeSettled: CodeVerdict?
    let action: SignInAction
}

/// How a run begins.
enum SignInBeginning: Equatable {
    case fresh(address: String)
    /// On the page that an interrupted run left open, from which it sent nothing.
    case found
    /// On the page that an interrupted run left open, from which it may have sent something.
    case adopted
    /// An interrupted run's page is gone.
    case restarted(address: String)
}
