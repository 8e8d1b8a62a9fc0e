import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// What load balancers and supervisors ask.
struct HealthRoutes {
    let storage: any Storage

    func add(to router: Router<EdgeContext>) {
        router.get("health/live") { _, _ in answer(.ok, "alive") }
        router.get("health/ready") { _, _ in
            do {
                _ = try await storage.read { try $0.settings.get("key_check") }
                return answer(.ok, "ready")
            } catch {
                return answer(.serviceUnavailable, "the store does not answer")
            }
        }
    }

    private func answer(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
