package io.github.reel4j.submission;

import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spending.SlidingWindowSum;
import io.github.reel4j.spending.SpendFailures;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an order may be sent: whether its key is free and its price is within the spend limit. Records the
 * order in the same step, in the journal; without a journal the spend limit applies to the orders of this client.
 * Thread-safe.
 */
public final class AdmissionControl {

    private final TimeLimitedJournal journal;
    private final Scheduler scheduler;
    private final Optional<JournalAdmissionRule.SpendWithin> spendRule;
    private final Optional<SpendLimitTracker> reservations; // only without a journal
    private final OrderEvents events;

    /**
     * @param spendRule the limit of all orders; empty for no limit
     * @param events where failed writes are published
     */
    public AdmissionControl(
            TimeLimitedJournal journal,
            Scheduler scheduler,
            Optional<JournalAdmissionRule.SpendWithin> spendRule,
            OrderEvents events) {
        this.journal = journal;
        this.scheduler = scheduler;
        this.spendRule = spendRule;
        this.reservations = spendRule.isPresent() && journal.keepsNothing()
                ? Optional.of(new SpendLimitTracker(spendRule.get().limit(), scheduler))
                : Optional.empty();
        this.events = events;
    }

    /**
     * Records that the order is about to be sent, if it may be. Returns why it must not be sent; empty if it may.
     *
     * <p>If the journal has written the order although it failed, or writes it after the time limit, the order is
     * recorded as rejected, so that it does not keep its key.
     */
    Optional<VideoFailure> recordIntent(OrderIntent intent) {
        if (reservations.isPresent()) {
            Optional<VideoFailure> noRoom = reservations.get().reserve(intent);
            if (noRoom.isPresent()) {
                return noRoom;
            }
        }
        List<JournalAdmissionRule> rules = rules(intent);
        if (rules.isEmpty() && journal.keepsNothing()) {
            return Optional.empty();
        }
        return rules.isEmpty() ? append(intent) : admit(intent, rules);
    }

    private List<JournalAdmissionRule> rules(OrderIntent intent) {
        List<JournalAdmissionRule> rules = new ArrayList<>();
        if (intent.keyClaim().isPresent()) {
            rules.add(new JournalAdmissionRule.UniqueKey());
        }
        if (spendRule.isPresent() && !journal.keepsNothing()) {
            rules.add(spendRule.get());
        }
        return rules;
    }

    private Optional<VideoFailure> append(OrderIntent intent) {
        return journal.call(each -> each.append(created(intent)), late -> late.peek(written -> reject(intent)))
                .fold(failure -> Optional.of(notRecorded(intent, failure)), written -> Optional.empty());
    }

    private OrderEvent.Created created(OrderIntent intent) {
        return new OrderEvent.Created(scheduler.now(), intent);
    }

    /** Records the intent if {@code rules} allow it, in one step. */
    private Optional<VideoFailure> admit(OrderIntent intent, List<JournalAdmissionRule> rules) {
        return journal.call(
                        each -> each.admit(created(intent), rules).peekLeft(failure -> rejectIfWritten(each, intent)),
                        late -> late.filter(AdmissionResult.Admitted.class::isInstance)
                                .peek(admitted -> reject(intent)))
                .fold(
                        failure -> Optional.of(
                                failure.kind() == FailureKind.CONFIGURATION ? failure : notRecorded(intent, failure)),
                        admission -> rejection(intent, admission));
    }

    /** Rejects an order that the journal knows although it could not prove to have written it. */
    private void rejectIfWritten(OrderJournal each, OrderIntent intent) {
        intent.keyClaim()
                .flatMap(claim -> each.findByKey(claim.key()).getOrElse(Optional.empty()))
                .filter(found -> found.intent().order().equals(intent.order()))
                .ifPresent(found -> each.append(rejected(intent)));
    }

    private void reject(OrderIntent intent) {
        Optional<VideoFailure> unused = journal.append(rejected(intent));
    }

    private OrderEvent rejected(OrderIntent intent) {
        return new OrderEvent.Submitted(
                scheduler.now(), intent.order(), new SubmitOutcome.Rejected(FailureKind.JOURNAL_FAILED));
    }

    private VideoFailure notRecorded(OrderIntent intent, VideoFailure failure) {
        events.journalWriteFailed(intent, failure);
        return SubmissionFailures.intentNotRecorded(failure);
    }

    private Optional<VideoFailure> rejection(OrderIntent intent, AdmissionResult admission) {
        if (admission instanceof AdmissionResult.Admitted) {
            return Optional.empty();
        }
        if (admission instanceof AdmissionResult.KeyInUse) {
            return Optional.of(
                    OrderKeyFailures.justUsed(intent.keyClaim().orElseThrow().key()));
        }
        AdmissionResult.OverBudget overBudget = (AdmissionResult.OverBudget) admission;
        return Optional.of(SpendFailures.exceeded(
                overBudget.limit(),
                intent.price().max(),
                new SlidingWindowSum.Excess(overBudget.spent(), overBudget.untilRoom()),
                scheduler.now()));
    }

    /** Returns why an order of this price does not fit now, as far as known without a call of the journal. */
    Optional<VideoFailure> checkReservations(Optional<Money> price) {
        return reservations.isPresent() ? reservations.get().check(price) : Optional.empty();
    }

    /** Returns why the order does not fit under the spend limit now; empty if it does. Records nothing. */
    Optional<VideoFailure> checkSpend(OrderIntent intent) {
        if (spendRule.isEmpty() || journal.keepsNothing()) {
            return checkReservations(intent.price().max());
        }
        return journal.call(each -> each.checkAdmission(created(intent), List.of(spendRule.get())))
                .fold(Optional::of, admission -> rejection(intent, admission));
    }

    /** Returns the order that {@code key} belongs to; empty if the key is free; or why that is not known. */
    public Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
        return journal.call(each -> each.findByKey(key))
                .mapLeft(failure -> failure.kind() == FailureKind.CONFIGURATION
                        ? failure
                        : OrderKeyFailures.notLookedUp(key, failure));
    }

    /** Releases the reservation of an order that was not accepted. */
    void onResult(OrderId order, SubmitOutcome outcome) {
        reservations.ifPresent(each -> each.onResult(order, outcome));
    }
}
