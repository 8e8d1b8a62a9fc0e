import Domain
import Foundation
import Testing

@Suite("The corpus of messages")
struct CodeCorpusTests {
    /// General texts whose authors see it otherwise, and what we find in them. Each is without a word that we know for a
    /// code, except the order number, which we throw away.
    private static let differences: [String: String?] = [
        "2715": nil,
        "G-830829": nil,
        "G-718356() Google .": nil,
        "G-723210(이)가 Google 인증 코드입니다.": nil,
        "Пароль: 1752 (никому не говорите) Доступ к информации": nil,
        "Cash Show - 賞金クイズ の確認コードは 764972 です。": nil,
        """
        (Zalo) 8568 la ma kich hoat cua so dien thoai 13658014095. Vui long nhap ma nay vao ung dung Zalo de kich hoat tai \
        khoan.
        """: nil,
        "grubhub order 771332": nil,
    ]

    @Test("every utility-like message gives its code, and none that has none gives one")
    func authored() throws {
        let samples = try CodeCorpus().samples.filter(\.isAuthored)
        #expect(samples.count == 25)
        for sample in samples {
            let found = CodeExtractor.finding(inText: sample.text, subject: sample.subject).code?.exposed
            #expect(found == sample.expectedCode, "\(sample.message)")
        }
    }

    @Test("general texts agree with their authors, except those listed by name")
    func general() throws {
        let samples = try CodeCorpus().samples.filter { !$0.isAuthored }
        #expect(samples.count == 67)
        var disagreements: [String: String?] = [:]
        for sample in samples {
            let found = CodeExtractor.finding(inText: sample.message).code?.exposed
            if found != sample.expectedCode { disagreements.updateValue(found, forKey: sample.message) }
        }
        #expect(disagreements == Self.differences)
        #expect(samples.count - disagreements.count >= 58)
    }

    @Test("a text without a code gives none, whoever sent it and whenever it came")
    func nothingFound() throws {
        let scene = CodeScene()
        for sample in try CodeCorpus().samples where sample.expectedCode == nil {
            #expect(
                CodeExtractor.finding(inText: sample.text, subject: sample.subject).code == nil, "\(sample.message)")
            #expect(scene.code(inMail: sample.text, subject: sample.subject) == nil, "\(sample.message)")
        }
    }

    @Test("from the provider that was just asked, a text needs no word that says what the number is")
    func waived() throws {
        let scene = CodeScene()
        for sample in try CodeCorpus().samples {
            guard let code = sample.expectedCode, !sample.text.contains("\n@") else { continue }
            let found = scene.code(inMail: sample.text, subject: sample.subject)
            let isOrder = sample.message == "grubhub order 771332"
            #expect(found == (isOrder ? nil : code), "\(sample.message)")
        }
    }
}
