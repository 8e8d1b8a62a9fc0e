/// What goes down to the viewer.
public enum ScreenMessage: Sendable, Equatable {
    case frame(ScreenFrame)
    case state(ScreenState)
}
