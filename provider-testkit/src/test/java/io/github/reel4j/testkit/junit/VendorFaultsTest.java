package io.github.reel4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class VendorFaultsTest {

    static class OfPolls {
        @ParameterizedTest(name = "{0}")
        @VendorFaultSource(RequestKind.POLL)
        void under(Fault fault) {
            assertThat(fault).isNotNull();
        }
    }

    static class OfSubmits {
        @ParameterizedTest(name = "{0}")
        @VendorFaultSource(RequestKind.SUBMIT)
        void under(Fault fault) {
            assertThat(fault).isNotNull();
        }
    }

    static class OfAll {
        @ParameterizedTest(name = "{0}")
        @VendorFaultSource
        void under(Fault fault) {
            assertThat(fault).isNotNull();
        }
    }

    @Test
    void polls_get_each_fault_once_with_a_distinct_name() {
        assertThat(TestRun.of(OfPolls.class).passed())
                .doesNotHaveDuplicates()
                .contains(
                        "HTTP 400",
                        "HTTP 503",
                        "HTTP 429 with Retry-After: 1",
                        "HTTP 429 with Retry-After: Mon, 01 Jan 2001 00:00:00 GMT",
                        "redirect 307",
                        "connection reset",
                        "connection closed",
                        "silence",
                        "stall in the body",
                        "drip",
                        "cut body",
                        "Content-Length off by 5",
                        "Content-Length off by -5",
                        "body of 2097152 bytes",
                        "gzip")
                .noneMatch(name -> name.contains("before accepting"));
    }

    @Test
    void submits_get_faults_before_and_after_accepting() {
        assertThat(TestRun.of(OfSubmits.class).passed())
                .doesNotHaveDuplicates()
                .contains("connection reset", "connection reset before accepting", "HTTP 429")
                .doesNotContain("HTTP 429 before accepting", "redirect 307 before accepting")
                .containsExactlyInAnyOrderElementsOf(TestRun.of(OfAll.class).passed());
    }
}
