package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DuplicateTaskGuardTest {

    private final DuplicateTaskGuard duplicateGuard = new DuplicateTaskGuard(2);

    @Test
    void a_new_task_can_be_claimed() {
        assertThat(duplicateGuard.claim(SampleRequests.task("a")).get()).isEqualTo(SampleRequests.task("a"));
        assertThat(duplicateGuard.claim(SampleRequests.task("b")).isRight()).isTrue();
    }

    @Test
    @Tag("fault-63")
    void the_task_of_an_earlier_order_is_an_unknown_submission() {
        duplicateGuard.claim(SampleRequests.task("a"));
        VideoFailure failure = duplicateGuard.claim(SampleRequests.task("a")).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.retryability()).isEqualTo(Retryability.NEVER);
        assertThat(failure.message()).contains(SampleRequests.task("a").toString(), "console");
        assertThat(failure.task()).as("it is the other order's").isEmpty();
    }

    @Test
    void two_providers_may_use_the_same_task_id() {
        TaskRef acmes = SampleRequests.task("a");
        duplicateGuard.claim(acmes);
        TaskRef zetas = new TaskRef(
                ProviderId.of("zeta"),
                acmes.operation(),
                acmes.endpoint(),
                acmes.id(),
                acmes.fingerprint(),
                acmes.submittedAt());
        assertThat(duplicateGuard.claim(zetas).isRight()).isTrue();
    }

    @Test
    void the_oldest_tasks_are_removed() {
        duplicateGuard.claim(SampleRequests.task("a"));
        duplicateGuard.claim(SampleRequests.task("b"));
        duplicateGuard.claim(SampleRequests.task("c"));
        assertThat(duplicateGuard.claim(SampleRequests.task("b")).isLeft()).isTrue();
        assertThat(duplicateGuard.claim(SampleRequests.task("a")).isRight()).isTrue();
    }
}
