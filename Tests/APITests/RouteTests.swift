import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Support
import Testing
import UseCases

@testable import API

@Suite("API routes") struct RouteTests {
    @Test("the router and the document name the same routes")
    func routes() async throws {
        try await withAPI { api in
            let registered = Set(api.routes)
            let documented = try documentedOperations()
            #expect(registered == Set(documented.keys))
            #expect(registered.count == V1.endpoints.count)
        }
    }

    @Test("a connection is created, found, shown and checked, each answer as its schema says")
    func journey() async throws {
        try await withAPI { api in
            let body =
                #"{"provider":"sandbox-harbor","customer_name":"Bakery Lehmann","sites":["Quay Street"],"#
                + #""collect_from":"2025-01-01","#
                + #""credentials":{"username":"pat","password":"sesame-1"}}"#
            let created = try await api.send(.post, "/v1/connections", body)
            #expect(created.status == .created)
            let id = try created.text("id")
            #expect(created.headers[.location] == "/v1/connections/\(id)")
            #expect(try api.faults(of: created, as: CreatedConnectionView.self) == [])

            let shown = try await api.send(.get, "/v1/connections/\(id)")
            #expect(try api.faults(of: shown, as: ConnectionView.self) == [])
            #expect(try shown.text("status") == "PENDING")
            #expect(try shown.text("login_hint") != "pat")
            #expect(try shown.text("collect_from") == "2025-01-01")
            #expect(shown.body.contains(#""name":"Quay Street"}"#))

            let list = try await api.send(.get, "/v1/connections?filter=all&search=lehm&provider=sandbox-harbor")
            #expect(try api.faults(of: list, as: ConnectionList.self) == [])
            #expect(list.body.contains(id))
            let other = try await api.send(.get, "/v1/connections?provider=sandbox-summit")
            #expect(!other.body.contains(id))

            let check = try await api.send(.post, "/v1/connections/\(id)/checks")
            #expect(check.status == .accepted)
            #expect(try check.text("id") == created.text("run_id"))

            let run = try #require(Run.ID(try check.text("id")))
            try await api.office.workplace.runCheck(run)
            let lists: [(path: String, shape: any Wire.Type, prefix: String)] = [
                ("runs", RunList.self, "run_"), ("accounts", AccountList.self, "acc_"),
                ("bills", BillList.self, "bil_"),
            ]
            for (path, shape, prefix) in lists {
                let answer = try await api.send(.get, "/v1/connections/\(id)/\(path)")
                #expect(answer.status == .ok, "\(path)")
                #expect(answer.body.contains(prefix), "\(path)")
                #expect(try api.faults(of: answer, as: shape) == [])
            }
            let providers = try await api.send(.get, "/v1/providers")
            #expect(try api.faults(of: providers, as: ProviderList.self) == [])
        }
    }

    @Test("no answer repeats a secret")
    func secrets() async throws {
        try await withAPI { api in
            let id = try await api.connect()
            let new = #"{"credentials":{"username":"pat","password":"hunter2-canary"}}"#
            let stored = try await api.send(.post, "/v1/connections/\(id)/credentials", new)
            #expect(stored.status == .accepted)
            for path in ["", "/runs", "/accounts", "/bills"] {
                let answer = try await api.send(.get, "/v1/connections/\(id)\(path)")
                #expect(!answer.body.contains("hunter2-canary"))
                #expect(!answer.body.contains("sesame-1"))
            }
        }
    }

    @Test(
        "what is wrong is named by field, code and status",
        arguments: [
            ("{", 400, "malformed_json", ""),
            ("{}", 422, "invalid_fields", "provider"),
            (#"{"provider":"sandbox-harbor"}"#, 422, "invalid_fields", "customer_id"),
            (#"{"provider":"nobody","customer_name":"A"}"#, 422, "invalid_fields", "provider"),
            (#"{"provider":"sandbox-retired","customer_name":"A"}"#, 422, "invalid_fields", "provider"),
            (#"{"provider":"sandbox-harbor","customer_name":""}"#, 422, "invalid_fields", "customer_name"),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","customer_email":"x"}"#, 422, "invalid_fields",
                "customer_email"
            ),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","sites":[""]}"#, 422, "invalid_fields", "sites"
            ),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","sites":"Yard"}"#, 422, "invalid_fields", "sites"
            ),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","collect_from":"2999-01-01"}"#, 422,
                "invalid_fields", "collect_from"
            ),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","collect_from":2026}"#, 422, "invalid_fields",
                "collect_from"
            ),
            (#"{"provider":"sandbox-harbor","customer_name":"A","colour":"x"}"#, 422, "invalid_fields", "colour"),
            (#"{"provider":"sandbox-harbor","customer_id":"run_1"}"#, 422, "invalid_fields", "customer_id"),
            (
                #"{"provider":"sandbox-harbor","customer_id":"cus_0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11"}"#, 404,
                "customer_not_found", ""
            ),
            (
                #"{"provider":"sandbox-harbor","customer_name":"A","credentials":{"username":"pat"}}"#, 422,
                "invalid_fields", "credentials.password"
            ),
        ])
    func invalid(body: String, status: Int, code: String, field: String) async throws {
        try await withAPI { api in
            let answer = try await api.send(.post, "/v1/connections", body)
            let problem = try answer.problem()
            #expect(answer.status.code == status)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(problem.code == code)
            #expect((problem.field ?? "") == field)
            #expect(try await !api.send(.get, "/v1/connections").body.contains("con_"))
        }
    }

    @Test(
        "wrong and unknown parameters are named",
        arguments: [
            ("filter=nothing", "filter"), ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"),
            ("customer=con_1", "customer"), ("provider=A!", "provider"), ("fliter=mfa", "fliter"),
            ("actor=king", "actor"),
        ])
    func parameters(query: String, field: String) async throws {
        try await withAPI { api in
            let answer = try await api.send(.get, "/v1/connections?\(query)")
            #expect(answer.status == .unprocessableContent)
            #expect(try answer.problem().field == field)
        }
    }

    @Test(
        "a cursor that is none of the list's says so",
        arguments: [
            "connections?cursor=x", "connections?cursor=attention.0.x.1", "connections?sort=name&cursor=%FF",
            "connections/{id}/runs?cursor=run_1", "connections/{id}/bills?cursor=2026-10-03.x",
            "connections/{id}/bills?cursor=soon.0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11",
            "connections?sort=name&cursor=attention.0.0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11.1",
        ])
    func damagedCursor(path: String) async throws {
        try await withAPI { api in
            let id = try await api.connect()
            let answer = try await api.send(.get, "/v1/" + path.replacing("{id}", with: id))
            #expect(answer.status == .badRequest)
            #expect(try answer.problem().code == (path.contains("%FF") ? "malformed_query" : "invalid_cursor"))
            #expect(!answer.body.contains("con_"))
        }
    }

    @Test("a NUL in any parameter is refused before anything is done")
    func nul() async throws {
        try await withAPI { api in
            let id = try await api.connect()
            for endpoint in V1.endpoints {
                let path = endpoint.path.replacing("{connection_id}", with: id)
                for query in ["search=%00", "nothing=a%00b", "%00"] {
                    let answer = try await api.send(endpoint.method, "\(path)?\(query)", "{}")
                    #expect(answer.status == .badRequest, "\(endpoint.operation)")
                    #expect(try answer.problem().code == "malformed_query")
                }
            }
        }
    }

    @Test("a list is read page by page, each row once")
    func pages() async throws {
        try await withAPI { api in
            var made: Set<String> = []
            for number in 0..<5 { made.insert(try await api.connect("pat\(number)", for: "Customer \(number)")) }
            var seen: [String] = []
            var query = "?limit=2&sort=name"
            while true {
                let page = try await api.send(.get, "/v1/connections" + query)
                let list = try WireCoding.decoded(Data(page.body.utf8), as: ConnectionList.self)
                #expect(list.data.count <= 2)
                seen += list.data.map(\.id.id.prefixed)
                guard let next = list.nextCursor.value, seen.count < 10 else { break }
                query = "?limit=2&sort=name&cursor=" + FormEncoding.encoded(next)
            }
            #expect(seen.count == 5)
            #expect(Set(seen) == made)
        }
    }

    @Test("a key does what its scopes say and no more", arguments: APIScope.allCases)
    func scopes(scope: APIScope) async throws {
        try await withAPI { api in
            let id = try await api.connect()
            let token = try await api.key([scope])
            for endpoint in V1.endpoints {
                let path = endpoint.path.replacing("{connection_id}", with: id)
                let answer = try await api.send(endpoint.method, path, "{}", token: token)
                if endpoint.scope == scope {
                    #expect(answer.status != .forbidden, "\(endpoint.operation)")
                } else {
                    #expect([.forbidden, .unprocessableContent].contains(answer.status), "\(endpoint.operation)")
                    #expect(!answer.body.contains("\"id\""))
                }
            }
        }
    }

    @Test("another organization's connection does not exist, whatever is asked of it")
    func tenants() async throws {
        try await withAPI { api in
            let id = try await api.connect()
            let stranger = try await api.key(Set(APIScope.allCases), of: api.office.neighbour())
            for endpoint in V1.endpoints where endpoint.path.contains("{connection_id}") {
                let path = endpoint.path.replacing("{connection_id}", with: id)
                let body = #"{"credentials":{"username":"pat","password":"x"}}"#
                let sent = endpoint.body is NewCredentials.Type ? body : "{}"
                let answer = try await api.send(endpoint.method, path, sent, token: stranger)
                let nowhere = endpoint.path.replacing(
                    "{connection_id}", with: "con_0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11")
                let absent = try await api.send(endpoint.method, nowhere, sent, token: stranger)
                #expect(answer.status == .notFound, "\(endpoint.operation)")
                #expect(answer.body == absent.body)
            }
            #expect(try await !api.send(.get, "/v1/connections", token: stranger).body.contains("con_"))
        }
    }

    @Test("a missing, unknown or revoked key is 401")
    func keys() async throws {
        try await withAPI { api in
            #expect(try await api.send(.get, "/v1/providers", token: nil).problem().code == "key_required")
            #expect(
                try await api.send(.get, "/v1/providers", token: "tieline_nonsense").problem().code == "key_unknown")
            let new = try await api.office.workplace.createAPIKey(
                name: "old", scopes: [.connectionsRead], by: api.office.author)
            #expect(try await api.send(.get, "/v1/providers", token: new.token.exposed).status == .ok)
            try await api.office.workplace.revokeAPIKey(new.key.id, by: api.office.author)
            let revoked = try await api.send(.get, "/v1/providers", token: new.token.exposed)
            #expect(revoked.status == .unauthorized)
            #expect(revoked.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        }
    }
}
