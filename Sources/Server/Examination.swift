import Domain
import Foundation
import Logging
import Pictures
import Store
import Vault

/// Looks at everything an installation needs, and changes nothing.
public struct Examination: Sendable {
    /// One thing that was looked at.
    public struct Finding: Sendable, Equatable {
        public enum Severity: Sendable { case fine, warning, broken }

        public let severity: Severity
        public let text: String

        /// ✓, ! or ✗.
        public var mark: String {
            switch severity {
            case .fine: "✓"
            case .warning: "!"
            case .broken: "✗"
            }
        }
    }

    let settings: Settings

    public init(settings: Settings) { self.settings = settings }

    public func findings() async -> [Finding] {
        [browser, pictures, drawings, user, pages] + [await keys, await database, folder] + mail + (await letters)
    }

    private var browser: Finding {
        guard let path = BrowserSource.executable(settings) else {
            return Finding(
                severity: .broken,
                text: "Chromium is missing. Run: apt-get install chromium, or set \(Setting.chromium.variable).")
        }
        return Finding(severity: .fine, text: "Chromium: \(path)")
    }

    private var pictures: Finding {
        ZBarReader().isAvailable
            ? Finding(severity: .fine, text: "Pictures of QR codes are read with \(ZBarReader.usualPath).")
            : Finding(
                severity: .warning,
                text: "Pictures of QR codes cannot be read, only typed keys. Run: apt-get install zbar-tools")
    }

    private var drawings: Finding {
        QREncoder().isAvailable
            ? Finding(severity: .fine, text: "QR codes of links are drawn with \(QREncoder.usualPath).")
            : Finding(
                severity: .warning,
                text: "Links to customers are shown without a QR code. Run: apt-get install qrencode")
    }

    private var user: Finding {
        getuid() == 0
            ? Finding(
                severity: .warning,
                text: "Running as root, so Chromium's own sandbox is off. Run Tieline as an ordinary user.")
            : Finding(severity: .fine, text: "Running as an ordinary user; Chromium's sandbox is on.")
    }

    private var pages: Finding {
        guard let complaint = Resources.complaint else {
            return Finding(severity: .fine, text: "Pages, assets and providers are there.")
        }
        return Finding(severity: .broken, text: complaint)
    }

    private var keys: Finding {
        get async {
            do {
                let ring = try KeySource.ring(settings)
                return Finding(severity: .fine, text: "Keys: \(ring.keyIDs.count), current \(ring.currentKeyID).")
            } catch {
                return Finding(severity: .broken, text: error.advice)
            }
        }
    }

    private var database: Finding {
        get async {
            do {
                if settings.databaseURL == nil,
                    !FileManager.default.fileExists(atPath: DataFolder.database(settings).path())
                {
                    return Finding(severity: .broken, text: "There is no database yet. Run: tieline migrate")
                }
                let storage = try await StorageSource.open(settings, logger: Logger(label: "doctor"))
                let status = try await storage.schemaStatus()
                var wrongKeys: String?
                // Missing keys are a finding of their own.
                if status.isCurrent, let ring = try? KeySource.ring(settings) {
                    wrongKeys = await KeySource.complaint(ring, about: storage)
                }
                await storage.close()
                if let wrongKeys { return Finding(severity: .broken, text: wrongKeys) }
                return status.isCurrent
                    ? Finding(severity: .fine, text: "Database: migration \(status.applied) of \(status.known).")
                    : Finding(
                        severity: .broken,
                        text: "The database is at migration \(status.applied) of \(status.known). Run: tieline migrate")
            } catch let error as any ExplainedError {
                return Finding(severity: .broken, text: error.advice)
            } catch {
                return Finding(severity: .broken, text: "The database cannot be opened (\(type(of: error))).")
            }
        }
    }

    private var folder: Finding {
        let path = settings.data.path()
        return FileManager.default.isWritableFile(atPath: path)
            ? Finding(severity: .fine, text: "Data folder: \(path)")
            : Finding(severity: .broken, text: "The data folder \(path) is missing or cannot be written.")
    }
}
