import Domain
public import Foundation

/// The key ring in a file that only its owner may read. A write never leaves half a file behind.
extension KeyRing {
    /// Makes a new ring and writes it to a file that must not exist yet, with mode 0600.
    public static func create(at path: String, now: Date) throws(VaultError) -> KeyRing {
        let ring = KeyRing(createdAt: now)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .alreadyExists(path: path) : .unwritable(path: path, errno: errno)
        }
        do {
            try ring.fill(descriptor, path: path)
            try makeDurable(folderOf: path)
        } catch {
            unlink(path)
            throw error
        }
        return ring
    }

    /// Reads the ring; refuses a file that the group or others have any right to.
    public static func load(from path: String) throws(VaultError) -> KeyRing {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, errno: errno)
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard status.st_mode & 0o077 == 0 else {
            throw .readableByOthers(path: path, mode: String(status.st_mode & 0o777, radix: 8))
        }
        let bytes: Data?
        do {
            bytes = try file.read(upToCount: sizeLimit + 1)
        } catch {
            throw .unreadable(path: path, errno: errno)
        }
        guard let bytes, bytes.count <= sizeLimit else {
            throw bytes == nil ? .noKeys(source: path) : .tooLarge(source: path)
        }
        return try KeyRing(text: String(decoding: bytes, as: UTF8.self), source: path)
    }

    /// Replaces the file in one step: whoever reads it sees the old ring or the new one.
    public func replace(fileAt path: String) throws(VaultError) {
        let fresh = path + ".new"
        unlink(fresh)
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
        do {
            try fill(descriptor, path: path)
        } catch {
            unlink(fresh)
            throw error
        }
        guard rename(fresh, path) == 0 else {
            let reason = errno
            unlink(fresh)
            throw .unwritable(path: path, errno: reason)
        }
        try Self.makeDurable(folderOf: path)
    }

    /// Writes the text, forces it to the disk and closes the descriptor.
    private func fill(_ descriptor: Int32, path: String) throws(VaultError) {
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text.exposed.utf8))
            try file.synchronize()
            try file.close()
        } catch {
            throw .unwritable(path: path, errno: errno)
        }
    }

    /// A new name is safe against a power cut only after its folder was forced to the disk.
    private static func makeDurable(folderOf path: String) throws(VaultError) {
        let folder = URL(filePath: path).deletingLastPathComponent().path()
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unwritable(path: path, errno: errno) }
    }
}
