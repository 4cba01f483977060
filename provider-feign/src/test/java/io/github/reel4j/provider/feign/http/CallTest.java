package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The transitions between unsent, sent, cancelled and aborted. */
class CallTest {

    private final CallState call = new CallState("acme.example", Duration.ofMinutes(1));

    @Test
    void a_cancelled_call_is_never_sent() {
        assertThat(call.cancelIfUnsent()).isTrue();
        assertThat(call.startSending()).isFalse();
        assertThat(call.complete()).isFalse();
        assertThat(call.abort()).as("there is nothing to cut").isFalse();
        assertThat(call.cancelIfUnsent()).as("it still was not sent").isTrue();
    }

    @Test
    void a_sent_call_cannot_be_cancelled() {
        assertThat(call.startSending()).isTrue();
        assertThat(call.cancelIfUnsent()).isFalse();
        assertThat(call.startSending()).as("a second time").isFalse();
        assertThat(call.complete()).isTrue();
        assertThat(call.cancelIfUnsent()).isFalse();
        assertThat(call.abort()).as("it is over").isFalse();
    }

    @Test
    void an_unsent_call_that_is_aborted_is_never_sent() {
        assertThat(call.abort()).isTrue();
        assertThat(call.abort()).as("by one alone").isFalse();
        assertThat(call.startSending()).isFalse();
        assertThat(call.cancelIfUnsent()).isTrue();
    }

    @Test
    void a_sent_call_that_is_aborted_is_not_complete() {
        assertThat(call.startSending()).isTrue();
        assertThat(call.abort()).isTrue();
        assertThat(call.abort()).as("by one alone").isFalse();
        assertThat(call.complete()).isFalse();
        assertThat(call.cancelIfUnsent()).as("it may have arrived").isFalse();
    }
}
