package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApixoLimitsTest {

    @Test
    void the_limits_are_those_of_the_document() {
        assertThat(ApixoModels.LIMITS.requestsPerMinute()).contains(10_000);
        assertThat(ApixoModels.LIMITS.maxConcurrentTasks()).contains(1_000);
    }
}
