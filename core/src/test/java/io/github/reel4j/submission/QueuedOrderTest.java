package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.reel4j.Samples;
import io.github.reel4j.VirtualTimeline;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.SampleLanes;
import io.github.reel4j.port.TaskJournal;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that nobody waits for on a thread, and what each leaves of its vendor's lane to the next. */
class QueuedOrderTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(Samples.ACME, Samples.plus(), Map.of(Field.PROMPT, "A kitten"));
    private static final Either<VideoFailure, TaskRef> TASK = Either.right(Samples.task());

    private final VirtualTimeline time = new VirtualTimeline();
    private final VideoGenerator generator = mock(VideoGenerator.class);
    private final List<Either<VideoFailure, TaskRef>> heard = new ArrayList<>();
    private final List<Duration> sent = new ArrayList<>();

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "m"));
    }

    @SafeVarargs
    private void answers(Either<VideoFailure, TaskRef>... answers) {
        List<Either<VideoFailure, TaskRef>> left = new ArrayList<>(List.of(answers));
        when(generator.submit(any())).thenAnswer(call -> {
            sent.add(time.elapsed());
            return left.size() > 1 ? left.remove(0) : left.get(0);
        });
    }

    private Submission submission(Lane lane) {
        return new Submission(
                lane,
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    private void order(Lane lane) {
        order(lane, false);
    }

    private void order(Lane lane, boolean gone) {
        // all become the same task here
        order(new Submitter(time, new Journaling(TaskJournal.none(), time)), lane, gone);
    }

    private void order(Submitter by, Lane lane, boolean gone) {
        by.submitLater(submission(lane), new Submitter.Sender() {
            @Override
            public boolean begin() {
                return !gone;
            }

            @Override
            public void answered(Either<VideoFailure, TaskRef> answer) {
                heard.add(answer);
            }
        });
    }

    @Test
    void it_is_sent_on_a_worker_and_the_answer_is_told() {
        answers(TASK);
        order(SampleLanes.unlimited(time));
        verify(generator, never()).submit(any());
        time.passAll();
        assertThat(heard).containsExactly(TASK);
        verify(generator, times(1)).submit(ORDER);
    }

    @Test
    void turned_away_it_is_sent_again_in_its_time_and_only_the_end_is_told() {
        answers(failure(FailureKind.RATE_LIMITED), failure(FailureKind.UNREACHABLE), TASK);
        order(SampleLanes.unlimited(time));
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
        assertThat(heard).containsExactly(TASK);
    }

    @Test
    void a_lane_that_closes_refuses_it_unsent() {
        Lane lane = SampleLanes.unlimited(time);
        lane.close();
        order(lane);
        time.passAll();
        assertThat(heard)
                .singleElement()
                .satisfies(answer -> assertThat(answer.getLeft().billing()).isEqualTo(Billing.NO));
        verify(generator, never()).submit(any());
    }

    @Test
    void closed_before_it_can_be_sent_again_it_is_told_as_unsent() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.UNREACHABLE);
        });
        order(SampleLanes.unlimited(time));
        time.passAll();
        assertThat(heard).containsExactly(Either.left(Unsent.because("the client was closed")));
    }

    @Test
    @Tag("fault-75")
    void closed_while_it_is_sent_an_order_of_unknown_fate_is_told_as_such() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.SUBMISSION_UNKNOWN);
        });
        order(SampleLanes.limited(time, 60_000, 1));
        time.passAll();
        assertThat(heard)
                .singleElement()
                .satisfies(answer -> assertThat(answer.getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN));
    }

    @Test
    void what_cannot_be_written_down_is_not_sent_and_leaves_its_turn_to_the_next() {
        VideoFailure full = VideoFailure.of(FailureKind.JOURNAL_FAILED, "no room");
        Submitter unable = new Submitter(time, new Journaling(entry -> Either.left(full), time));
        for (Lane lane : List.of(SampleLanes.narrow(time, 1), SampleLanes.limited(time, 60_000, 1))) {
            heard.clear();
            answers(TASK);
            order(unable, lane, false);
            order(lane);
            time.passAll();
            assertThat(heard).hasSize(2);
            assertThat(heard.get(0).getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
            assertThat(heard.get(1)).isEqualTo(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void what_nobody_wants_any_more_is_not_sent_and_leaves_its_turn_to_the_next() {
        answers(TASK);
        for (Lane lane : List.of(SampleLanes.narrow(time, 1), SampleLanes.limited(time, 60_000, 1))) {
            heard.clear();
            order(lane, true);
            order(lane);
            time.passAll();
            assertThat(heard).containsExactly(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void whatever_the_answer_the_next_call_may_be_made() {
        for (Either<VideoFailure, TaskRef> answer :
                List.of(TASK, failure(FailureKind.INVALID_REQUEST), failure(FailureKind.SUBMISSION_UNKNOWN))) {
            answers(answer);
            heard.clear();
            Lane lane = SampleLanes.narrow(time, 1);
            order(lane);
            order(lane);
            time.passAll();
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void of_a_vendor_with_one_task_at_a_time_an_order_refused_takes_none() {
        answers(failure(FailureKind.INVALID_REQUEST), TASK);
        Lane lane = SampleLanes.limited(time, 60_000, 1);
        order(lane);
        order(lane);
        time.pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly(failure(FailureKind.INVALID_REQUEST), TASK);
    }

    @Test
    void of_a_vendor_with_one_task_at_a_time_an_order_taken_is_one_until_it_ends() {
        answers(TASK);
        Lane lane = SampleLanes.limited(time, 60_000, 1);
        order(lane);
        order(lane);
        time.passAll();
        assertThat(sent).hasSize(1);
        lane.taskOver();
        time.passAll();
        assertThat(sent).hasSize(2);
    }

    @Test
    void of_a_vendor_with_one_task_at_a_time_an_order_of_unknown_fate_is_one_for_ten_minutes() {
        answers(failure(FailureKind.SUBMISSION_UNKNOWN), TASK);
        Lane lane = SampleLanes.limited(time, 60_000, 1);
        order(lane);
        order(lane);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofMinutes(10));
    }

    @Test
    void an_order_turned_away_slows_all_and_one_that_is_taken_ends_that() {
        Lane lane = SampleLanes.unlimited(time);
        lane.slowDown(Optional.empty());
        lane.slowDown(Optional.empty());
        answers(TASK);
        order(lane);
        time.passAll();
        Duration before = time.elapsed();
        lane.slowDown(Optional.empty());
        order(lane);
        time.passAll();
        assertThat(time.elapsed().minus(before)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_pause_after_an_order_turned_away_is_that_order_s_however_calm_the_lane_was() {
        Lane lane = SampleLanes.unlimited(time);
        answers(failure(FailureKind.UNREACHABLE), failure(FailureKind.RATE_LIMITED), TASK);
        order(lane);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
    }
}
