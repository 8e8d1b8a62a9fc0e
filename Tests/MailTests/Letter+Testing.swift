import Foundation
import Ports

extension Letter {
    /// A letter as a customer may get it; each test changes what it is about.
    static func test(
        from: Party = Party(name: "Acme Solar", address: "requests@acme.example"),
        replyTo: Party? = Party(name: "Olga Demo", address: "olga@acme.example"),
        to: Party = Party(name: "Pat Lindqvist", address: "Pat@postbox.example"),
        returnAddress: String = "r-abcdefghijklmnopqrstuvwxyz@codes.example",
        messageID: String = "let_0198c0de@codes.example", subject: String = "One minute for your electricity account",
        text: String = "Hello Pat,\n\nplease connect your account:\nhttps://acme.example/c/1\n",
        html: String = "<!doctype html><html><body><p>Hello Pat</p></body></html>\n",
        picture: Picture? = nil, unsubscribeAddress: String? = nil
    ) -> Letter {
        Letter(
            from: from, replyTo: replyTo, to: to, returnAddress: returnAddress, messageID: messageID,
            date: Date(timeIntervalSince1970: 1_772_471_704), subject: subject, language: "en", text: text, html: html,
            picture: picture, unsubscribeAddress: unsubscribeAddress)
    }
}
