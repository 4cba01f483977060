package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The one decision that no two threads may make differently: whether a request is sent, or never will be. */
class CallTest {

    private final Call call = new Call("acme.example", Duration.ofMinutes(1));

    @Test
    void what_was_revoked_is_never_sent() {
        assertThat(call.cancelIfUnsent()).isTrue();
        assertThat(call.startSending()).isFalse();
        assertThat(call.complete()).isFalse();
        assertThat(call.abort()).as("there is nothing to cut").isFalse();
        assertThat(call.cancelIfUnsent()).as("it still was not sent").isTrue();
    }

    @Test
    void what_is_being_sent_cannot_be_revoked() {
        assertThat(call.startSending()).isTrue();
        assertThat(call.cancelIfUnsent()).isFalse();
        assertThat(call.startSending()).as("a second time").isFalse();
        assertThat(call.complete()).isTrue();
        assertThat(call.cancelIfUnsent()).isFalse();
        assertThat(call.abort()).as("it is over").isFalse();
    }

    @Test
    void what_is_aborted_before_it_is_sent_never_is() {
        assertThat(call.abort()).isTrue();
        assertThat(call.abort()).as("by one alone").isFalse();
        assertThat(call.startSending()).isFalse();
        assertThat(call.cancelIfUnsent()).isTrue();
    }

    @Test
    void what_is_aborted_after_it_was_sent_is_not_finished() {
        assertThat(call.startSending()).isTrue();
        assertThat(call.abort()).isTrue();
        assertThat(call.abort()).as("by one alone").isFalse();
        assertThat(call.complete()).isFalse();
        assertThat(call.cancelIfUnsent()).as("it may have arrived").isFalse();
    }
}
