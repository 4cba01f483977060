package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Samples;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Retry;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AcceptedTasksTest {

    private final AcceptedTasks accepted = new AcceptedTasks(2);

    @Test
    void a_task_that_is_new_is_its_order_s() {
        assertThat(accepted.own(Samples.task("a")).get()).isEqualTo(Samples.task("a"));
        assertThat(accepted.own(Samples.task("b")).isRight()).isTrue();
    }

    @Test
    @Tag("fault-63")
    void a_task_that_an_earlier_order_became_leaves_the_fate_of_this_one_unknown() {
        accepted.own(Samples.task("a"));
        VideoFailure failure = accepted.own(Samples.task("a")).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
        assertThat(failure.retry()).isEqualTo(Retry.NO);
        assertThat(failure.message()).contains(Samples.task("a").toString(), "console");
        assertThat(failure.task()).as("it is the other order's").isEmpty();
    }

    @Test
    void two_vendors_may_give_one_id() {
        TaskRef acmes = Samples.task("a");
        accepted.own(acmes);
        TaskRef zetas = new TaskRef(
                ProviderId.of("zeta"),
                acmes.operation(),
                acmes.endpoint(),
                acmes.id(),
                acmes.digest(),
                acmes.submittedAt());
        assertThat(accepted.own(zetas).isRight()).isTrue();
    }

    @Test
    void the_oldest_are_forgotten() {
        accepted.own(Samples.task("a"));
        accepted.own(Samples.task("b"));
        accepted.own(Samples.task("c"));
        assertThat(accepted.own(Samples.task("b")).isLeft()).isTrue();
        assertThat(accepted.own(Samples.task("a")).isRight()).isTrue();
    }
}
