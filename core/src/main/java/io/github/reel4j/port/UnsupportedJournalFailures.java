package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.VideoFailure;
import java.util.List;

/** Creates the failures of journals that cannot keep order keys or check spend limits. */
final class UnsupportedJournalFailures {

    private UnsupportedJournalFailures() {}

    /** Returns the failure of an order with these rules. */
    static VideoFailure by(OrderJournal journal, List<JournalAdmissionRule> rules) {
        return rules.stream().anyMatch(JournalAdmissionRule.SpendWithin.class::isInstance)
                ? VideoFailure.of(
                        FailureKind.CONFIGURATION,
                        "a spend limit needs a journal that can check it, and "
                                + journal.getClass().getName()
                                + " does not implement OrderJournal.admit. Nothing was sent, nothing was billed."
                                + "\n  Use FileJournal.at(...), implement admit and checkAdmission, or remove"
                                + " maxSpend(...).")
                : by(journal);
    }

    static VideoFailure by(OrderJournal journal) {
        return VideoFailure.of(
                FailureKind.CONFIGURATION,
                (journal == OrderJournal.none()
                                ? "this client has no journal."
                                : "the journal " + journal.getClass().getName() + " cannot keep order keys: it does not"
                                        + " implement OrderJournal.admit and findByKey.")
                        + " An order key needs a journal that keeps it, to recognize a repeated order."
                        + " Nothing was sent, nothing was billed.\n  Set a journal:"
                        + " VideoClient.builder().journal(FileJournal.at(...)). With reel: remove --no-journal. The"
                        + " built-in simulator supports no order keys.");
    }
}
