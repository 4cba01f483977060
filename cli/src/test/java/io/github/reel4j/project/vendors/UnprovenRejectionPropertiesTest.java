package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Checks for all statuses and bodies, of both vendors and over real HTTP, that an order is sent only once unless the
 * response proves a rejection. The rules for a proof are implemented independently here.
 */
class UnprovenRejectionPropertiesTest {

    private static final Set<Integer> PROVIDER_REJECTIONS = Set.of(301, 307, 308, 407);
    private static final Set<Integer> ORDER_REJECTIONS = Set.of(400, 401, 402, 403, 404, 405, 410, 413, 415, 422, 429);
    private static final Set<Integer> APIXO_CODES = Set.of(400, 401, 402, 403, 404, 429);

    private static @Nullable Vendors both;

    /** Both vendors, and 2 clients that try them in a different order. */
    private record Vendors(
            VendorTestHarness pixazo, VendorTestHarness apixo, VideoClient pixazoFirst, VideoClient apixoFirst) {

        static Vendors open() {
            VendorTestHarness pixazo = Vendor.all().get(0).run();
            VendorTestHarness apixo = Vendor.all().get(1).run();
            return new Vendors(
                    pixazo, apixo, client(pixazo, apixo, "pixazo", "apixo"), client(pixazo, apixo, "apixo", "pixazo"));
        }

        private static VideoClient client(
                VendorTestHarness pixazo, VendorTestHarness apixo, String first, String second) {
            var builder = pixazo.builder()
                    .providers(
                            pixazo.vendor().observed(Vendor.all().get(0).factory()),
                            apixo.vendor().observed(Vendor.all().get(1).factory()))
                    .property("apixo.api-key", VendorTestHarness.KEY)
                    .property("apixo.base-url", apixo.vendor().baseUrl().toString())
                    .provider(first, second)
                    .scheduler(pixazo.virtualTime());
            for (String vendor : List.of(first, second)) {
                builder = builder.property(vendor + ".max-concurrent-tasks", "1000000")
                        .property(vendor + ".requests-per-minute", "1000000");
            }
            return pixazo.closeAtEnd(builder.build());
        }

        VendorTestHarness at(boolean pixazoIsFirst) {
            return pixazoIsFirst ? pixazo : apixo;
        }
    }

    /** A response body, and whether only the vendor would send it. */
    enum Body {
        EMPTY("", true),
        ERROR("{\"error\":\"no\",\"message\":\"no\"}", true),
        WITH_CODE("{\"code\":#,\"message\":\"no\",\"data\":{\"error\":\"no\"}}", true),
        CODE_OF_SUCCESS("{\"code\":200,\"message\":\"no\",\"data\":null}", false),
        CODE_OF_A_FAILURE("{\"code\":503,\"message\":\"no\",\"data\":null}", false),
        EMPTY_PLACES(
                "{\"error\":\"no\",\"request_id\":\"\",\"output\":{\"task_id\":null},\"data\":{\"taskId\":\"\"}}",
                true),
        PAGE("<html><body><h1>#</h1></body></html>", false),
        TEXT("# page not found", false),
        NOTHING("{}", false),
        CUT("{\"error\":\"no\",\"request_id\":\"t-#", false),
        TWICE("{\"error\":\"no\",\"error\":\"yes\"}", false),
        TASK("{\"request_id\":\"t-#\",\"output\":{\"task_id\":\"t-#\"},\"data\":{\"taskId\":\"t-#\"}}", false),
        ERROR_AND_TASK(
                "{\"error\":\"no\",\"code\":#,\"message\":\"no\",\"request_id\":\"t-#\","
                        + "\"data\":{\"taskId\":\"t-#\"}}",
                false),
        NO_USABLE_TASK(
                "{\"error\":\"no\",\"message\":\"no\",\"request_id\":{\"a\":1},\"data\":{\"taskId\":\"a b\"}}", false);

        private final String text;
        private final boolean fromVendor;

        Body(String text, boolean fromVendor) {
            this.text = text;
            this.fromVendor = fromVendor;
        }

        String of(int number) {
            return text.replace("#", String.valueOf(number));
        }

        boolean namesATask() {
            return this == TASK || this == ERROR_AND_TASK;
        }
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(100, 999)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(400, 499)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(200, 201, 202, 226)));
    }

    @BeforeContainer
    static void open() {
        both = Vendors.open();
    }

    @AfterContainer
    static void close() {
        Vendors open = both;
        if (open != null) {
            open.pixazo().close();
            open.apixo().close();
        }
    }

    private static boolean isProven(boolean pixazo, int status, int inner, Body body) {
        boolean hidden = body.namesATask() || body == Body.NO_USABLE_TASK;
        if (status >= 200 && status < 300) {
            return !pixazo && body == Body.WITH_CODE && APIXO_CODES.contains(inner);
        }
        if (hidden || body == Body.CODE_OF_SUCCESS || body == Body.CODE_OF_A_FAILURE) {
            return false;
        }
        boolean listed = PROVIDER_REJECTIONS.contains(inner) || ORDER_REJECTIONS.contains(inner);
        boolean contradicted = body == Body.WITH_CODE && !listed && inner != status && inner >= 100 && inner <= 599;
        return !contradicted
                && (PROVIDER_REJECTIONS.contains(status) || (ORDER_REJECTIONS.contains(status) && body.fromVendor));
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    @Tag("fault-127")
    @Tag("fault-128")
    @Tag("fault-129")
    void an_order_is_resent_only_after_a_proven_rejection(
            @ForAll boolean pixazoIsFirst,
            @ForAll("statuses") int status,
            @ForAll @IntRange(min = 100, max = 999) int anyCode,
            @ForAll boolean sameCode,
            @ForAll Body body) {
        Vendors vendors = Objects.requireNonNull(both);
        VendorTestHarness first = vendors.at(pixazoIsFirst);
        VendorTestHarness second = vendors.at(!pixazoIsFirst);
        int inner = sameCode ? status : anyCode;
        String text = body.of(inner);
        int sentToFirst = first.vendor().ledger().submits().size();
        int sentToSecond = second.vendor().ledger().submits().size();
        first.vendor().nextSubmit(response(status, text));
        Optional<VideoFailure> failure = order(pixazoIsFirst ? vendors.pixazoFirst() : vendors.apixoFirst());
        if (isProven(pixazoIsFirst, status, inner, body)) {
            failure.ifPresent(each -> assertThat(each.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED));
            return;
        }
        assertThat(first.vendor().ledger().submits()).hasSize(sentToFirst + 1);
        assertThat(second.vendor().ledger().submits()).hasSize(sentToSecond);
        failure.ifPresent(each -> {
            assertThat(each.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(each.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
            // the client does not read a body after a 304, which never has one
            if (body.namesATask() && status >= 300 && status <= 599 && status != 304) {
                assertThat(each.task().map(TaskRef::id).orElse("t-" + inner)).isEqualTo("t-" + inner);
                assertThat(each.task().isPresent() || each.message().contains("t-" + inner))
                        .isTrue();
            }
        });
    }

    /** Responds without accepting the order, because the test only counts requests. */
    private static Fault response(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return Fault.raw("HTTP/1.1 " + status + " So\r\nContent-Type: application/json\r\nContent-Length: " + length
                        + "\r\n\r\n" + body)
                .beforeAccepting();
    }

    private static Optional<VideoFailure> order(VideoClient client) {
        try {
            var unused = client.submit(Vendor.all().get(0).order(Operation.ANIMATE));
            return Optional.empty();
        } catch (VideoException e) {
            return Optional.of(e.failure());
        }
    }
}
