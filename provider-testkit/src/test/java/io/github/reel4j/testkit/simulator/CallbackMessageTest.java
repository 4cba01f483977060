package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackMessageTest {

    /** The example of the specification of Standard Webhooks. */
    @Test
    void standard_webhooks_have_the_documented_signature() {
        for (String prefix : new String[] {"whsec_", ""}) {
            assertThat(CallbackMessage.standardWebhooks(
                                    prefix + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                    Instant.ofEpochSecond(1614265330),
                                    "{\"test\": 2432232314}")
                            .headers())
                    .isEqualTo(Map.of(
                            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                            "webhook-timestamp", "1614265330",
                            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        }
    }
}
