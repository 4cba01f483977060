package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorLimitsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 5"})
    @Tag("fault-124")
    void a_limit_below_1_is_rejected(int requests, int tasks) {
        assertThatThrownBy(() -> VendorLimits.of(requests, tasks, SampleRequests.anchor("Limits")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limits must be 1 or more, but requestsPerMinute is " + requests
                        + " and maxConcurrentTasks is " + tasks);
    }

    @Test
    @Tag("fault-124")
    void a_rejected_limit_is_not_confused_with_one_that_is_not_set() {
        assertThatThrownBy(() -> new VendorLimits(Optional.empty(), Optional.of(0), Optional.empty()))
                .hasMessage("limits must be 1 or more, but requestsPerMinute is not set and maxConcurrentTasks is 0");
        assertThatThrownBy(() -> new VendorLimits(Optional.of(0), Optional.empty(), Optional.empty()))
                .hasMessage("limits must be 1 or more, but requestsPerMinute is 0 and maxConcurrentTasks is not set");
    }

    @Test
    void a_limit_without_a_source_is_rejected() {
        assertThatThrownBy(() -> new VendorLimits(Optional.of(1), Optional.empty(), Optional.empty()))
                .hasMessage("a limit needs a source: the document that states it");
        assertThat(VendorLimits.UNDOCUMENTED.maxConcurrentTasks()).isEmpty();
    }
}
