import Domain
import Foundation
import Ports
import Store

// A person signs in by himself: the run's place is free for as long as he has the screen, and its time stands still.
extension RunReporter: AttendedReporting {
    func shows(_ screen: any Screen) async {
        let (run, workplace) = (run, workplace)
        await workplace.screens.show(screen, for: run.id)
        let node = workplace.screens.node
        await keeping {
            try await workplace.storage.write { tx in
                try tx.attended.isHeld(run.id, by: node)
                tx.announce(Change(topic: .run(run.id)))
            }
        }
    }

    func waits(place: Int) async {
        let (run, workplace) = (run, workplace)
        await stepAside()
        await keeping {
            try await workplace.storage.write { tx in
                try tx.attended.waits(run.id, place: place)
                tx.announce(Change(topic: .run(run.id)))
            }
        }
    }

    func noticed(_ notice: AttendedNotice) async {
        let (run, workplace) = (run, workplace)
        if notice == .signedIn { await stepBack() } else { await stepAside() }
        await keeping {
            try await workplace.storage.write { tx in
                try tx.attended.notice(run.id, notice)
                tx.announce(Change(topic: .run(run.id)))
            }
        }
    }

    func personSent(_ kind: Submission.Kind, _ sent: SignInCredentials) async {
        let (run, workplace) = (run, workplace)
        let prints = LoginPrints(
            of: sent, at: run.providerKey, in: run.organizationID, run: run.id, by: workplace.fingerprinting)
        let submission = Submission(
            runID: run.id, kind: kind, login: prints.login, secret: prints.secret(kind), isAttended: true,
            at: workplace.clock.now())
        await keeping {
            do {
                try await workplace.storage.write { tx in
                    try tx.submissions.interruptOpen(ofRun: run.id)
                    try tx.submissions.open(submission, run.organizationID)
                }
            } catch StoreError.notUnique(table: "submission") {
                // Another run has this login's submission open; what the person does by hand is not stopped for it.
            }
        }
    }

    func saysSignedIn() async -> Bool {
        let (run, workplace) = (run, workplace)
        do {
            return try await workplace.storage.read { tx in try tx.attended.system(run.id)?.saysSignedIn ?? false }
        } catch {
            return false
        }
    }
}
