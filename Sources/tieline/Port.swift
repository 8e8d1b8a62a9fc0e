import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

/// Ports of this machine.
enum Port {
    /// Says in one line what to do when something listens on `port` already. Checked before anything else is started.
    static func requireFree(_ port: Int, option: String) async throws {
        guard port != 0 else { return }
        guard (1...65535).contains(port) else { throw PlainError("\(option) must be a port from 0 to 65535.") }
        do {
            let group = MultiThreadedEventLoopGroup.singleton
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
                .bind(host: "127.0.0.1", port: port).get()
            try await channel.close().get()
        } catch let error as IOError {
            throw PlainError(
                error.errnoCode == EADDRINUSE
                    ? "Port \(port) is in use. Stop what is listening there, or choose another with \(option)."
                    : "Port \(port) cannot be listened on (errno \(error.errnoCode)). Choose another with \(option).")
        }
    }
}
