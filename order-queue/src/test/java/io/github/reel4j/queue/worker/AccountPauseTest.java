package io.github.reel4j.queue.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account pauses at least as long as the client of the worker does, so that no permit waits in a client. */
class AccountPauseTest {

    private static final VideoFailure RATE_LIMITED = VideoFailure.of(FailureKind.RATE_LIMITED, "too many calls");

    private final List<Long> seconds = new ArrayList<>();
    private final AccountPause pause = new AccountPause(each -> seconds.add(each.toSeconds()));

    private static VideoFailure requesting(FailureKind kind, Duration wait) {
        return VideoFailure.builder()
                .kind(kind)
                .message("wait")
                .retryAfter(wait)
                .build();
    }

    @Test
    @Tag("fault-246")
    void without_a_duration_the_pause_grows_as_that_of_a_client() throws SQLException {
        for (int i = 0; i < 8; i++) {
            pause.onFailure(RATE_LIMITED);
        }
        assertThat(seconds).containsExactly(5L, 5L, 5L, 8L, 16L, 20L, 20L, 20L);
    }

    @Test
    void after_a_success_the_pause_is_short_again() throws SQLException {
        for (int i = 0; i < 5; i++) {
            pause.onFailure(RATE_LIMITED);
        }
        pause.onSuccess();
        pause.onFailure(RATE_LIMITED);
        assertThat(seconds).endsWith(16L, 5L);
    }

    @Test
    @Tag("fault-246")
    void a_requested_duration_is_kept_whatever_the_failure() throws SQLException {
        pause.onFailure(requesting(FailureKind.RATE_LIMITED, Duration.ofSeconds(90)));
        pause.onFailure(requesting(FailureKind.UNAVAILABLE, Duration.ofMinutes(5)));
        pause.onFailure(requesting(FailureKind.RATE_LIMITED, Duration.ZERO));
        assertThat(seconds).containsExactly(90L, 300L, 1L);
    }

    @Test
    void other_failures_do_not_pause() throws SQLException {
        pause.onFailure(VideoFailure.of(FailureKind.UNAVAILABLE, "down"));
        assertThat(seconds).isEmpty();
    }
}
