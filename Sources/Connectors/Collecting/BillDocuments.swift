import Browser
import Domain
import Foundation
import Ports

/// Fetches the PDFs of listed bills with the session's cookies: one after the other from a quick portal, a few at a time
/// from a slow one.
struct BillDocuments: Sendable {
    let page: BrowserPage
    let deadline: Date
    let clock: any WallClock

    /// What the first document took decides how many are fetched at once.
    private static let slow = 1.0
    private static let widthWhenSlow = 4

    /// The bills in their order, each with its PDF where the portal offers one.
    func fetch(_ listed: [ListedBill]) async throws(CollectingStop) -> [CollectedBill] {
        guard let first = listed.first else { return [] }
        let begun = clock.now()
        let firstBill = try await fetch(first)
        let width = clock.now().timeIntervalSince(begun) > Self.slow ? Self.widthWhenSlow : 1
        return [firstBill] + (try await fetch(Array(listed.dropFirst()), atOnce: width))
    }

    private func fetch(_ listed: [ListedBill], atOnce width: Int) async throws(CollectingStop) -> [CollectedBill] {
        do {
            return try await withThrowingTaskGroup(of: (Int, CollectedBill).self) { group in
                var fetched: [Int: CollectedBill] = [:]
                for (index, bill) in listed.enumerated() {
                    if index >= width, let (place, done) = try await group.next() { fetched[place] = done }
                    group.addTask { (index, try await fetch(bill)) }
                }
                for try await (place, done) in group { fetched[place] = done }
                return fetched.sorted { $0.key < $1.key }.map(\.value)
            }
        } catch {
            // A group cannot say which error it throws; all of these throw a stop.
            throw error as? CollectingStop ?? .browser(.cancelled)
        }
    }

    private func fetch(_ bill: ListedBill) async throws(CollectingStop) -> CollectedBill {
        guard let address = bill.pdfAddress else { return bill.with(pdf: nil) }
        guard clock.now() < deadline else { throw .failed(.outcome(.crashed(cause: .deadline), .high)) }
        let download: Download
        do throws(BrowserError) {
            download = try await page.download(address)
        } catch {
            throw Self.stop(for: error)
        }
        if download.status >= 500 { throw .failed(.outcome(.siteDown(kind: .http5xx), .high)) }
        guard download.status == 200, download.bytes.starts(with: Array("%PDF-".utf8)) else {
            throw Self.lost(expecting: "a PDF", finding: "another answer with status \(download.status)")
        }
        return bill.with(pdf: download.bytes)
    }

    private static func stop(for error: BrowserError) -> CollectingStop {
        switch error {
        case .downloadFailed, .timedOut: .failed(.outcome(.siteDown(kind: .timeout), .high))
        case .addressRefused(let origin): lost(expecting: "bills inside the recipe's origins", finding: origin)
        case .downloadTooLarge: lost(expecting: "bills of at most 20 MiB", finding: "a larger one")
        default: .browser(error)
        }
    }

    private static func lost(expecting expected: String, finding found: String) -> CollectingStop {
        .failed(.lost(step: "bills", expected: expected, found: found))
    }
}
