import Domain
import Ports

extension Workplace {
    /// The fields of a sign-in, and which of them may stay blank because a usable answer is stored.
    ///
    /// The password must be typed where the stored one is known to be of no use; further answers where the portal asks
    /// for them anew.
    func reconnectFields(
        of provider: Provider, beyond extra: [Prompt], status: ConnectionStatus, stored: SignInCredentials?
    ) -> [ReconnectField] {
        let asked = Set(extra.map(\.name))
        let isPasswordSpent = status == .passwordIncorrect || status == .newPasswordNeeded
        return SignInFields.prompts(of: provider, beyond: extra).map { prompt in
            let isStored: Bool
            switch prompt.name {
            case SignInFields.username: isStored = stored != nil
            case SignInFields.password: isStored = stored != nil && !isPasswordSpent
            default: isStored = stored?.answers[prompt.name] != nil && !asked.contains(prompt.name)
            }
            return ReconnectField(prompt: prompt, mayStayBlank: isStored)
        }
    }
}
