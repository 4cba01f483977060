package io.github.reel4j.submission;

import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls the program's journal on a separate thread with a time limit, so a journal that blocks cannot hold back a paid
 * task forever. A journal that throws, returns null or takes too long counts as failed. Thread-safe.
 */
public final class TimeLimitedJournal {

    /** The default time limit of one call; longer than a {@code FileJournal} waits for its lock. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final OrderJournal journal;
    private final Duration timeout;
    private final TimeLimitedCalls calls;

    /** @param timeout how long one call may take, for example to write one event */
    public TimeLimitedJournal(OrderJournal journal, Duration timeout) {
        this.journal = journal;
        this.timeout = timeout;
        this.calls = new TimeLimitedCalls("reel4j-journal", timeout);
    }

    /** Returns whether the client has no journal. Calls need no thread then. */
    boolean keepsNothing() {
        return journal == OrderJournal.none();
    }

    /** Returns why {@code event} may not have been written; empty if it was. */
    Optional<VideoFailure> append(OrderEvent event) {
        return call(journal -> journal.append(event)).fold(Optional::of, written -> Optional.empty());
    }

    <T> Either<VideoFailure, T> call(Function<OrderJournal, Either<VideoFailure, T>> operation) {
        return call(operation, late -> {});
    }

    /** @param onLateResult called on the journal's thread with a result that comes after this method has failed */
    <T> Either<VideoFailure, T> call(
            Function<OrderJournal, Either<VideoFailure, T>> operation, Consumer<Either<VideoFailure, T>> onLateResult) {
        try {
            Either<VideoFailure, T> result = keepsNothing()
                    ? operation.apply(journal)
                    : calls.call(() -> operation.apply(journal), onLateResult);
            return result.mapLeft(TimeLimitedJournal::copy);
        } catch (TimeoutException e) {
            return failed("the journal did not respond within " + timeout.toSeconds()
                    + " s. Check its storage. Until it responds, no order is sent.");
        } catch (ExecutionException e) {
            return failed("the journal threw "
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getName()
                    + ". Correct the OrderJournal of this client.");
        } catch (Throwable e) { // errors too, so that the result is not lost; the message may contain secrets
            return failed("the journal could not be called: " + e.getClass().getName()
                    + ". Check the journal and its storage.");
        }
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static <T> Either<VideoFailure, T> failed(String how) {
        return Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, how));
    }
}
