/// Makes hostile texts out of pieces, always the same for one seed.
struct CodeMutator {
    private var state: UInt64
    private let pieces: [String]

    init(seed: UInt64, pieces: [String]) {
        state = seed
        self.pieces = pieces
    }

    /// What is repeated until a message is full.
    static let monsters: [String: String] = [
        "digits": "7", "single digits": "7 ", "triples": "739 ", "dashes": "7-", "colons": "code:", "spaces": " ",
        "line ends": "\n", "carriage returns": "\r", "headers": "From: a\n", "half headers": "From: a\n x\n",
        "forwarded": "From: a\nTo: b\nSubject: c\n\n", "at signs": "@a.b ", "plus": "+1", "less than": "<",
        "ampersands": "&", "references": "&#7", "open tags": "<div>", "tags with names": "<a href='", "cells": "<td>7",
        "comments": "<!--", "scripts": "<script>", "end tags": "</b>", "styles": "<p style='display:none;color:#fff'>7",
        "attributes": "<a b=c d e='f' ", "marks": "e\u{301}\u{323}", "only marks": "\u{301}\u{5B0}",
        "ligatures": "\u{FDFA}",
        "families": "👩‍👩‍👧‍👦", "flags": "🇺🇸", "soft hyphens": "\u{AD}", "links": "https://mail.google.com/mail/vf-",
        "schemes": "h", "context": "code pin ", "labels": "account number is ", "statuses": "5.7.52", "asterisks": "*",
        "words": "abc1def2 ", "equals": "=7",
    ]

    /// SplitMix64.
    private mutating func random() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { bound > 0 ? Int(random() % UInt64(bound)) : 0 }

    mutating func chance(_ one: Int) -> Bool { below(one) == 0 }

    private mutating func piece() -> String { pieces[below(pieces.count)] }

    /// A piece, mutated up to four times.
    mutating func next() -> String {
        var text = piece()
        for _ in 0..<below(5) { text = mutated(text) }
        return text
    }

    mutating func joined(upTo count: Int) -> String { (0..<below(count + 1)).map { _ in piece() }.joined() }

    private mutating func mutated(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        let place = below(scalars.count + 1)
        switch below(7) {
        case 0: scalars.removeLast(scalars.count - place)
        case 1: scalars.removeFirst(place)
        case 2: scalars.insert(contentsOf: piece().unicodeScalars, at: place)
        case 3: scalars.insert(contentsOf: (0..<below(20)).map { _ in scalar() }, at: place)
        case 4: scalars.insert(contentsOf: String(repeating: piece(), count: below(30)).unicodeScalars, at: place)
        case 5: scalars = scalars.map { chance(12) ? scalar() : $0 }
        default: scalars.insert(contentsOf: monster().unicodeScalars, at: place)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func monster() -> String {
        let names = Self.monsters.keys.sorted()
        return String(repeating: Self.monsters[names[below(names.count)]] ?? "", count: below(200))
    }

    /// Mostly marks that the readers act on; else any scalar there is.
    private mutating func scalar() -> Unicode.Scalar {
        let marks = Array("0123456789 \n\r-:.,@#<>&;'\"=*()/$+".unicodeScalars)
        return chance(3) ? Unicode.Scalar(UInt32(below(0x11_0000))) ?? "\u{FFFD}" : marks[below(marks.count)]
    }

    /// Tags around and inside of a mutated text.
    mutating func html() -> String {
        let tags = [
            "<p>", "</p>", "<b>", "<td style='display:none'>", "</td>", "<div style=\"font-size:0\">", "<br>", "<!--",
            "<a ",
        ]
        var text = ""
        for _ in 0..<below(12) { text += tags[below(tags.count)] + (chance(2) ? next() : piece()) }
        return text
    }
}
