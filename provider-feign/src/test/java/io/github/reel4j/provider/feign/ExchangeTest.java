package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The one decision that no two threads may make differently: whether a request is sent, or never will be. */
class ExchangeTest {

    private final Exchange exchange = new Exchange("acme.example", Duration.ofMinutes(1));

    @Test
    void what_was_revoked_is_never_sent() {
        assertThat(exchange.revoke()).isTrue();
        assertThat(exchange.beginSending()).isFalse();
        assertThat(exchange.finish()).isFalse();
        assertThat(exchange.abort()).as("there is nothing to cut").isFalse();
        assertThat(exchange.revoke()).as("it still was not sent").isTrue();
    }

    @Test
    void what_is_being_sent_cannot_be_revoked() {
        assertThat(exchange.beginSending()).isTrue();
        assertThat(exchange.revoke()).isFalse();
        assertThat(exchange.beginSending()).as("a second time").isFalse();
        assertThat(exchange.finish()).isTrue();
        assertThat(exchange.revoke()).isFalse();
        assertThat(exchange.abort()).as("it is over").isFalse();
    }

    @Test
    void what_is_aborted_before_it_is_sent_never_is() {
        assertThat(exchange.abort()).isTrue();
        assertThat(exchange.abort()).as("by one alone").isFalse();
        assertThat(exchange.beginSending()).isFalse();
        assertThat(exchange.revoke()).isTrue();
    }

    @Test
    void what_is_aborted_after_it_was_sent_is_not_finished() {
        assertThat(exchange.beginSending()).isTrue();
        assertThat(exchange.abort()).isTrue();
        assertThat(exchange.abort()).as("by one alone").isFalse();
        assertThat(exchange.finish()).isFalse();
        assertThat(exchange.revoke()).as("it may have arrived").isFalse();
    }
}
