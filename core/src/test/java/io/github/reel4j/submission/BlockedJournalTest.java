package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Samples;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.SampleLanes;
import io.github.reel4j.port.TaskJournal;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal that hangs, before a send and after the answer. */
@Timeout(30)
class BlockedJournalTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(Samples.ACME, Samples.plus(), Map.of(Field.PROMPT, "A kitten"));

    private final VirtualTimeline time = new VirtualTimeline();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void release() {
        over.countDown();
    }

    private TaskJournal hangingOn(Class<? extends OrderRecord> kind) {
        return entry -> {
            if (kind.isInstance(entry)) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Either.right(entry);
        };
    }

    private Submitter submitter(TaskJournal journal) {
        return new Submitter(time, new Journaling(journal, time, Duration.ofMillis(20)));
    }

    private Submission submission(Lane lane) {
        return new Submission(
                lane,
                request -> Either.right(Samples.task("task-" + sent.incrementAndGet())),
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    @Test
    @Tag("fault-134")
    void before_a_send_nothing_is_sent() {
        Either<VideoFailure, TaskRef> answer =
                submitter(hangingOn(OrderRecord.Intended.class)).submit(submission(SampleLanes.narrow(time, 1)));
        assertThat(answer.getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(answer.getLeft().billing()).isEqualTo(Billing.NO);
        assertThat(sent).hasValue(0);
    }

    @Test
    @Tag("fault-134")
    void after_the_answer_the_failure_has_the_task() {
        Either<VideoFailure, TaskRef> answer =
                submitter(hangingOn(OrderRecord.Answered.class)).submit(submission(SampleLanes.narrow(time, 1)));
        assertThat(answer.getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(answer.getLeft().task()).contains(Samples.task("task-1"));
        assertThat(answer.getLeft().billing()).isEqualTo(Billing.YES);
    }

    @Test
    @Tag("fault-138")
    void what_could_not_be_written_down_holds_its_slot_for_ten_minutes() {
        Lane lane = SampleLanes.limited(time, 60_000, 1);
        assertThat(submitter(hangingOn(OrderRecord.Answered.class))
                        .submit(submission(lane))
                        .isLeft())
                .isTrue();
        submitter(TaskJournal.none()).submitLater(submission(lane), new Submitter.Sender() {
            @Override
            public boolean begin() {
                return true;
            }

            @Override
            public void answered(Either<VideoFailure, TaskRef> answer) {}
        });
        time.pass(Duration.ofMinutes(9));
        assertThat(sent).hasValue(1);
        time.pass(Duration.ofMinutes(2));
        assertThat(sent).hasValue(2);
    }
}
