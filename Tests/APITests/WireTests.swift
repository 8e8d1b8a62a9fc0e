import Foundation
import HTTPKit
import HTTPTypes
import Testing
import UseCases

@testable import API

@Suite("Wire") struct WireTests {
    @Test("the probe reads names, types, optionality, lists and cases off the type")
    func probe() throws {
        let properties = try SchemaProbe.properties(of: Parcel.self)
        let read = Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0) })
        #expect(
            properties.map(\.name) == ["parcel_id", "weight", "note", "sent_at", "labels", "size", "inner", "extras"])
        #expect(read["weight"]?.schema == .integer())
        #expect(read["note"]?.isRequired == false)
        #expect(read["sent_at"]?.schema == .nullable(.string(format: "date-time")))
        #expect(read["sent_at"]?.isRequired == true)
        #expect(read["labels"]?.schema == .array(.string()))
        #expect(read["size"]?.schema == .enumeration(["small", "very_large"]))
        #expect(read["inner"]?.schema == .reference("Meter"))
        #expect(read["extras"]?.schema == .dictionary(.string()))
    }

    @Test(
        "a nullable property is written as null, a plain optional is left out, names in dictionaries stay as they are")
    func encoding() throws {
        let json = String(decoding: try WireCoding.encoded(Parcel.example), as: UTF8.self)
        #expect(
            json
                == #"{"extras":{"camelCase":"x","snake_case":"y"},"inner":{"commodity":"electricity","number":"M-77120"},"#
                + #""labels":[],"parcel_id":"p/1","sent_at":null,"size":"very_large","weight":7}"#)
        let again = try WireCoding.decoded(Data(json.utf8), as: Parcel.self)
        #expect(again.extras == Parcel.example.extras)
    }

    @Test(
        "a broken body names the field at fault and no type of ours",
        arguments: [
            (#"{"weight":1}"#, "parcel_id", "missing"),
            (
                #"{"parcel_id":"p","weight":"x","sent_at":null,"labels":[],"size":"small","inner":{},"extras":{}}"#,
                "weight", "wrong_type"
            ),
            (
                #"{"parcel_id":"p","weight":1,"sent_at":"soon","labels":[],"size":"small","inner":{},"extras":{}}"#,
                "sent_at", "malformed"
            ),
            (
                #"{"parcel_id":"p","weight":1,"sent_at":null,"labels":[],"size":"huge","inner":{},"extras":{}}"#,
                "size", "malformed"
            ),
            (
                #"{"parcel_id":"p","weight":1,"sent_at":null,"labels":[],"size":"small","inner":{"number":"1"},"extras":{}}"#,
                "inner.commodity", "missing"
            ),
            (#"{"wieght":1}"#, "wieght", "unknown"),
        ])
    func faults(text: String, field: String, code: String) throws {
        let problem = try #require(throws: Problem.self) { try WireCoding.decoded(Data(text.utf8), as: Parcel.self) }
        #expect(problem.status.code == 422)
        #expect(problem.fields.first?.field == field)
        #expect(problem.fields.first?.code == code)
        #expect(!"\(problem)".contains("Parcel"))
    }

    @Test("what is no JSON object is malformed", arguments: ["", "{", "[]", "null", "\u{FEFF}", "{\"a\":1}{"])
    func malformed(text: String) {
        #expect(throws: Problem.malformedJSON) { try WireCoding.decoded(Data(text.utf8), as: Parcel.self) }
    }
}

/// A shape with every kind of property.
private struct Parcel: Wire {
    enum Size: String, Codable, CaseIterable { case small, veryLarge = "very_large" }

    let parcelId: String
    let weight: Int
    let note: String?
    let sentAt: Nullable<Date>
    let labels: [String]
    let size: Size
    let inner: MeterView
    let extras: [String: String]

    static let name = "Parcel"
    static let summary = "A parcel."
    static let prose: [String: String] = [:]
    static let example = Parcel(
        parcelId: "p/1", weight: 7, note: nil, sentAt: Nullable(nil), labels: [], size: .veryLarge, inner: .example,
        extras: ["camelCase": "x", "snake_case": "y"])
}
