import Domain
import Ports

extension Workplace {
    /// A new identifier of any entity.
    func newID<Entity: Identified>(_ entity: Entity.Type = Entity.self) -> Identifier<Entity> {
        guard let id = Identifier<Entity>(identifiers.next()) else {
            preconditionFailure("an identifier source gives UUIDs")
        }
        return id
    }
}
