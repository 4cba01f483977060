package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.spi.VendorLimits;
import org.junit.jupiter.api.Test;

class FalLimitsTest {

    /** Orders over the limit of concurrent runs are queued, and no limit of requests is published. */
    @Test
    void no_limit_is_documented() {
        assertThat(FalModels.LIMITS).isEqualTo(VendorLimits.UNDOCUMENTED);
    }
}
