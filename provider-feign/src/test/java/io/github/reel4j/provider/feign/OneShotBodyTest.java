package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OneShotBodyTest {

    private final OneShotBody body = new OneShotBody(new byte[3]);

    @Test
    void a_body_nobody_asked_for_can_be_revoked_and_then_never_leaves() {
        assertThat(body.revoke()).isTrue();
        assertThat(body.revoke()).isTrue();
        assertThatThrownBy(body::contentLength).hasMessageContaining("revoked");
    }

    @Test
    void a_body_that_was_asked_for_cannot_be_revoked_nor_sent_again() {
        assertThat(body.contentLength()).isEqualTo(3);
        assertThat(body.revoke()).isFalse();
        assertThatThrownBy(body::contentLength).hasMessageContaining("sent before");
    }
}
