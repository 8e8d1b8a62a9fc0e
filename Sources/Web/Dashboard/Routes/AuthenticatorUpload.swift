import Domain
import HTTPKit
import Hummingbird
import NIOCore
import Ports
import UseCases

/// An authenticator's secret as somebody sent it: typed, or as a picture of its QR code.
struct AuthenticatorUpload: Sendable {
    private let typed: Secret<String>
    private let picture: [UInt8]?

    /// A picture and what a form needs around it. Larger ones are refused in words up to here, beyond it unread.
    private static let limit = QRReadingFailure.sizeLimit * 3

    /// - Throws: `.invalid` naming the picture when it is far too large.
    init(_ request: Request) async throws {
        do {
            let form = try await request.upload(upTo: Self.limit)
            typed = Secret(form.fields.raw(CodeAuthenticatorPage.secretName))
            picture = form.file(CodeAuthenticatorPage.pictureName)
        } catch is NIOTooManyBytesError {
            throw Self.wrong(.tooLarge)
        }
    }

    /// What was typed counts before a picture.
    ///
    /// - Throws: `.invalid` naming the field.
    func secret(by reader: any QRReading) async throws -> Secret<String> {
        let isTyped = typed.exposed.contains { !$0.isWhitespace }
        guard !isTyped, let picture else { return typed }
        let text: Secret<String>
        do {
            text = try await reader.read(picture)
        } catch {
            throw Self.wrong(error)
        }
        guard text.exposed.hasPrefix("otpauth://totp/") else {
            throw Self.wrong(
                code: "not_an_authenticator",
                text.exposed.hasPrefix("otpauth-migration:")
                    ? "This QR code was exported from an app. Upload the one that the utility shows."
                    : "This QR code is not one for an authenticator app. Upload the one that the utility shows.")
        }
        return text
    }

    private static func wrong(_ failure: QRReadingFailure) -> UseCaseError {
        let message =
            switch failure {
            case .notAPicture: "Upload a PNG or JPEG picture."
            case .tooLarge: "Upload a picture of at most 5 MB; a screenshot is enough."
            case .noCode: "No QR code was found in the picture. Upload one that shows it whole and sharp."
            case .severalCodes:
                "There is more than one QR code in the picture. Upload one that shows only the right one."
            case .unreadable: "The picture could not be read. Upload another one, or enter the key."
            case .unavailable: "This installation cannot read pictures. Enter the key instead."
            }
        return wrong(code: "unreadable_picture", message)
    }

    private static func wrong(code: String, _ message: String) -> UseCaseError {
        .invalid([FieldProblem(field: CodeAuthenticatorPage.pictureName, code: code, message: message)])
    }
}
