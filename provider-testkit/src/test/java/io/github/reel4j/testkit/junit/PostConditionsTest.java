package io.github.reel4j.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests that a passed test fails if the vendor rejected a request or bills an unreported order.
 */
class PostConditionsTest {

    private static final TextToVideoRequest ORDER =
            TextToVideoRequest.builder().prompt("a heron at dawn").build();

    @ExtendWith(OnlyInTestRun.class)
    static class SendsMalformedRequests {
        @RegisterExtension
        final VendorSimulatorExtension pixazo = VendorSimulatorExtension.of(PixazoSimulator.builder());

        @Test
        void to_a_wrong_address(Simulator simulator) throws Exception {
            var unused = RawOrders.post(simulator, "/wan2.2-s2v/v2/generateSpeechToVideoRequest", RawOrders.BODY);
        }

        @Test
        void in_a_field(Simulator simulator) throws Exception {
            var unused = RawOrders.post(simulator, "/wan-video/v1/generateTextToVideoRequest", """
                    {"model": "wan2.2-t2v-plus", "input": {"prompt": "x"}, "parameters": {"size": "1280*720"}}""");
        }

        @Test
        void without_a_header(Simulator simulator) throws Exception {
            var unused = Wire.send(
                    simulator.baseUrl(),
                    "POST",
                    RawOrders.ADDRESS,
                    Map.of("Content-Type", "application/json", "Ocp-Apim-Subscription-Key", "sesame"),
                    RawOrders.BODY);
        }
    }

    @Test
    void a_rejected_request_fails_the_test() {
        TestRun run = TestRun.of(SendsMalformedRequests.class);
        assertThat(run.failures())
                .hasSize(3)
                .allSatisfy(text -> assertThat(text)
                        .contains("pixazo rejected 1 request", "allowIllegalRequests()")
                        .doesNotContain("sesame"));
        assertThat(run.failures())
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "got the response 404",
                                "- POST /wan2.2-s2v/v2/generateSpeechToVideoRequest",
                                "+ POST /wan2.2-s2v/v1/generateSpeechToVideoRequest"))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "got the response 400: parameters.size of wan2.2-t2v-plus must be one of",
                                "    - parameters.size: \"1280*720\"\n    + parameters.size: \"1920*1080\"\n")
                        .doesNotContain("input.prompt"))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "Cache-Control must be no-cache",
                                "    - Cache-Control: (nothing)\n    + Cache-Control: no-cache\n"));
    }

    static class AllowsMalformedRequests {
        @RegisterExtension
        final VendorSimulatorExtension pixazo =
                VendorSimulatorExtension.of(PixazoSimulator.builder()).allowIllegalRequests();

        @Test
        void and_says_so(Simulator simulator) throws Exception {
            assertThat(RawOrders.post(simulator, "/nowhere", "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void a_test_may_allow_rejected_requests() {
        assertThat(TestRun.of(AllowsMalformedRequests.class).failures()).isEmpty();
    }

    /** Submits a scripted number of orders and returns a scripted result. */
    static class Orders {
        @RegisterExtension
        final VendorSimulatorExtension vendor = VendorSimulatorExtension.of(
                        PixazoSimulator.builder().provider(ProviderId.of("memory")))
                .provider(new ScriptedProvider(this::submit));

        int times = 1;
        boolean lies;
        boolean unknown;

        private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
            String id = "";
            try {
                for (int i = 0; i < times; i++) {
                    id = RawOrders.order(vendor.simulator());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (lies || unknown) {
                return Either.left(VideoFailure.of(
                        unknown ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.FORBIDDEN, "no answer arrived"));
            }
            return Either.right(new TaskRef(
                    ProviderId.of("memory"), request.operation(), "memory", id, request.fingerprint(), Instant.EPOCH));
        }

        void order(VideoClient client) {
            try {
                var unused = client.submit(ORDER);
            } catch (VideoException e) {
                assertThat(e.failure().kind()).isNotEqualTo(FailureKind.BROKEN_PROVIDER);
            }
        }
    }

    static class Honest extends Orders {
        @Test
        void once(VideoClient client) {
            order(client);
            assertThat(vendor.ledger().orders()).hasSize(1);
        }

        @Test
        void does_not_know(VideoClient client) {
            unknown = true;
            order(client);
            assertThat(vendor.ledger().orders()).hasSize(1);
        }

        @Test
        void has_no_client(Simulator simulator) throws Exception {
            assertThat(RawOrders.order(simulator)).isNotEmpty();
        }
    }

    @Test
    void reported_orders_pass() {
        TestRun run = TestRun.of(Honest.class);
        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSize(3);
    }

    @ExtendWith(OnlyInTestRun.class)
    static class Doubling extends Orders {
        @Test
        void twice(VideoClient client) {
            times = 2;
            order(client);
        }
    }

    @Test
    void more_orders_than_submits_fail_the_test_with_the_ledger() {
        assertThat(TestRun.of(Doubling.class).failures())
                .singleElement()
                .asString()
                .contains(
                        "bills 2 orders, but the program submitted 1", "1.50 USD", "submit POST " + RawOrders.ADDRESS);
    }

    @ExtendWith(OnlyInTestRun.class)
    static class Losing extends Orders {
        @Test
        void says_no_but_means_yes(VideoClient client) {
            lies = true;
            order(client);
        }
    }

    @Test
    void a_billed_order_reported_as_rejected_fails_the_test() {
        assertThat(TestRun.of(Losing.class).failures())
                .singleElement()
                .asString()
                .contains("orders that the program does not know", "SUBMISSION_UNKNOWN", "ledger: 1 orders");
    }

    static class LosingOnPurpose extends Losing {
        LosingOnPurpose() {
            var unused = vendor.withoutBillingCheck();
        }
    }

    @Test
    void a_test_may_disable_the_billing_check() {
        assertThat(TestRun.of(LosingOnPurpose.class).failures()).isEmpty();
    }
}
