package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.support.FieldSamples;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Orders from every combination of 2 vendors that offer an operation, and from all of them in a row: the next vendor is
 * tried exactly where the one before provably accepted no order.
 */
@Timeout(120)
@Tag("long")
class VendorFallbackTest {

    private final List<VendorTestHarness> harnesses = new ArrayList<>();

    @AfterEach
    void closeHarnesses() {
        harnesses.forEach(VendorTestHarness::close);
    }

    private static List<Vendor> offering(Operation operation) {
        return Vendor.all().stream()
                .filter(vendor -> vendor.operations().contains(operation))
                .toList();
    }

    /** Returns the operations that several vendors offer. */
    static Stream<Operation> operations() {
        return Stream.of(Operation.values())
                .filter(operation -> offering(operation).size() > 1);
    }

    static Stream<Arguments> pairs() {
        return operations()
                .flatMap(operation -> offering(operation).stream()
                        .flatMap(first -> offering(operation).stream()
                                .filter(second -> !second.equals(first))
                                .map(second -> argumentSet(
                                        operation + " at " + first + ", " + second, operation, first, second))));
    }

    @Test
    void there_are_vendors_to_fall_back_to() {
        assertThat(pairs()).isNotEmpty();
    }

    private VendorTestHarness start(Vendor vendor) {
        VendorTestHarness run = vendor.run();
        harnesses.add(run);
        return run;
    }

    /** Returns a client that orders from {@code vendors} in this order, in virtual time. */
    private static VideoClient client(List<Vendor> vendors, List<VendorTestHarness> runs) {
        VideoClientBuilder builder = VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .providers(Stream.iterate(0, at -> at + 1)
                        .limit(vendors.size())
                        .map(at ->
                                runs.get(at).vendor().observed(vendors.get(at).factory()))
                        .toArray(VideoProviderFactory[]::new))
                .property(
                        "reel4j.provider",
                        vendors.stream().map(Vendor::toString).collect(Collectors.joining(",")))
                .waitTimeout(Duration.ofMinutes(30))
                .scheduler(runs.get(0).virtualTime());
        for (int at = 0; at < vendors.size(); at++) {
            builder.property(vendors.get(at).setting("api-key"), VendorTestHarness.KEY)
                    .property(
                            vendors.get(at).setting("base-url"),
                            runs.get(at).vendor().baseUrl().toString());
        }
        return runs.get(0).closeAtEnd(builder.build());
    }

    private static int orders(VendorTestHarness run) {
        return run.vendor().ledger().orders().size();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void an_order_that_was_not_sent_goes_to_the_next(Operation operation, Vendor first, Vendor second) {
        VendorTestHarness down = start(first);
        VendorTestHarness up = start(second);
        VideoClient client = client(List.of(first, second), List.of(down, up));
        down.vendor().close();

        VideoTask task = client.submit(Vendor.portableOrder(operation));

        assertThat(task.ref().provider()).isEqualTo(second.id());
        assertThat(orders(down)).isZero();
        assertThat(orders(up)).isEqualTo(1);
        assertThat(task.await().url()).isNotNull();
    }

    static Stream<Fault> rejections_of_the_vendor() {
        return Stream.of(Fault.http(401), Fault.http(402), Fault.http(405));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Tag("fault-22")
    @Tag("fault-23")
    void an_order_that_the_vendor_rejected_goes_to_the_next(Operation operation, Vendor first, Vendor second) {
        VendorTestHarness rejecting = start(first);
        VendorTestHarness accepting = start(second);
        VideoClient client = client(List.of(first, second), List.of(rejecting, accepting));
        int accepted = 0;
        for (Fault rejection : rejections_of_the_vendor().toList()) {
            rejecting.vendor().nextSubmit(rejection);

            VideoTask task = client.submit(Vendor.portableOrder(operation));

            assertThat(task.ref().provider()).as("%s", rejection).isEqualTo(second.id());
            assertThat(orders(accepting)).as("%s", rejection).isEqualTo(++accepted);
        }
        assertThat(orders(rejecting)).isZero();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Tag("fault-30")
    void an_order_that_is_rate_limited_for_good_goes_to_the_next(Operation operation, Vendor first, Vendor second) {
        VendorTestHarness limited = start(first);
        VendorTestHarness free = start(second);
        for (int i = 0; i < 10; i++) {
            limited.vendor().nextSubmit(Fault.http(429));
        }

        VideoTask task = client(List.of(first, second), List.of(limited, free)).submit(Vendor.portableOrder(operation));

        assertThat(task.ref().provider()).isEqualTo(second.id());
        assertThat(orders(limited)).isZero();
        assertThat(orders(free)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Tag("fault-6")
    void an_order_with_an_unknown_outcome_stays(Operation operation, Vendor first, Vendor second) {
        VendorTestHarness silent = start(first);
        VendorTestHarness next = start(second);
        VideoClient client = client(List.of(first, second), List.of(silent, next));
        List<Fault> faults = List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.http(500),
                Fault.http(503),
                Fault.http(504),
                Fault.emptyBody(),
                Fault.page(402),
                VendorResponses.ok("{}"));
        for (Fault fault : faults) {
            silent.vendor().nextSubmit(fault);

            VideoFailure failure = VendorTestHarness.failure(() -> client.submit(Vendor.portableOrder(operation)));

            assertThat(failure.kind()).as("%s", fault).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.billingStatus()).as("%s", fault).isEqualTo(BillingStatus.UNKNOWN);
        }
        assertThat(silent.vendor().ledger().submits()).as("sent once each").hasSize(faults.size());
        assertThat(orders(silent))
                .as("not by a page, but the client cannot know")
                .isEqualTo(faults.size() - 1);
        assertThat(next.vendor().ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Tag("fault-55")
    void an_order_whose_content_was_rejected_stays(Operation operation, Vendor first, Vendor second) {
        VendorTestHarness rejecting = start(first);
        VendorTestHarness next = start(second);
        VideoClient client = client(List.of(first, second), List.of(rejecting, next));
        for (int status : List.of(400, 403, 422)) {
            rejecting.vendor().nextSubmit(Fault.http(status));

            VideoFailure failure = VendorTestHarness.failure(() -> client.submit(Vendor.portableOrder(operation)));

            assertThat(failure.kind()).isIn(FailureKind.INVALID_REQUEST, FailureKind.FORBIDDEN);
        }
        assertThat(orders(rejecting)).isZero();
        assertThat(next.vendor().ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_violation_at_the_first_is_not_sent_to_the_next(Operation operation, Vendor first, Vendor second) {
        GenerationRequest request = validOnlyAt(second, first, operation);
        VendorTestHarness violated = start(first);
        VendorTestHarness next = start(second);
        VideoClient client = client(List.of(first, second), List.of(violated, next));

        VideoFailure failure = VendorTestHarness.failure(() -> client.submit(request));

        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(client.fallbackQuotes(request))
                .extracting(Quote::disposition)
                .containsExactly(Quote.Disposition.STOPS_FALLBACK, Quote.Disposition.NOT_TRIED);
        assertThat(client.quotes(request).get(0))
                .as("the next could take the request")
                .satisfies(quote -> assertThat(quote.provider()).isEqualTo(second.id()))
                .satisfies(quote -> assertThat(quote.disposition()).isEqualTo(Quote.Disposition.ELIGIBLE));
        assertThat(violated.vendor().ledger().requests()).isEmpty();
        assertThat(next.vendor().ledger().requests()).isEmpty();
    }

    /** Returns an order with an option of the default model of {@code vendor} that no model of {@code other} has. */
    private static GenerationRequest validOnlyAt(Vendor vendor, Vendor other, Operation operation) {
        Optional<FieldSpec<?>> option = vendor.models().stream()
                .filter(model -> model.operation() == operation && model.recommended())
                .flatMap(model -> model.fields().stream())
                .filter(spec -> !spec.field().isPortable()
                        && !spec.required()
                        && !spec.field().isContent())
                .filter(spec -> other.models().stream()
                        .filter(model -> model.operation() == operation)
                        .noneMatch(model -> hasField(model, spec)))
                .findFirst();
        Assumptions.assumeTrue(option.isPresent(), () -> vendor + " has no option that " + other + " has not");
        FieldSpec<?> spec = option.orElseThrow();
        return ModifiedRequests.withOption(
                Vendor.portableOrder(operation),
                spec.field().name(),
                FieldSamples.validValues(spec).get(0));
    }

    private static boolean hasField(ModelSpec model, FieldSpec<?> spec) {
        return model.fields().stream()
                .anyMatch(each -> each.field().name().equals(spec.field().name()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_last_of_all_vendors_gets_the_order_once(Operation operation) {
        List<Vendor> vendors = offering(operation);
        List<VendorTestHarness> runs = vendors.stream().map(this::start).toList();
        VideoClient client = client(vendors, runs);
        int last = vendors.size() - 1;
        for (int at = 0; at < last; at++) {
            if (at % 2 == 0) {
                runs.get(at).vendor().nextSubmit(Fault.http(402));
            } else {
                runs.get(at).vendor().close();
            }
        }

        VideoTask task = client.submit(Vendor.portableOrder(operation));

        assertThat(task.ref().provider()).isEqualTo(vendors.get(last).id());
        assertThat(runs.subList(0, last))
                .allSatisfy(run -> assertThat(orders(run)).isZero());
        assertThat(orders(runs.get(last))).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_failure_at_all_vendors_names_them_in_order(Operation operation) {
        List<Vendor> vendors = offering(operation);
        List<VendorTestHarness> runs = vendors.stream().map(this::start).toList();
        runs.forEach(run -> run.vendor().nextSubmit(Fault.http(402)));

        VideoFailure failure =
                VendorTestHarness.failure(() -> client(vendors, runs).submit(Vendor.portableOrder(operation)));

        assertThat(failure.kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure.previousAttempts())
                .extracting(attempt -> attempt.provider().value())
                .containsExactlyElementsOf(vendors.subList(0, vendors.size() - 1).stream()
                        .map(Vendor::toString)
                        .toList());
        assertThat(runs).allSatisfy(run -> assertThat(orders(run)).isZero());
    }

    static Stream<Arguments> vendors_without_an_operation() {
        return Stream.of(Operation.values())
                .flatMap(operation -> Vendor.all().stream()
                        .filter(vendor -> !vendor.operations().contains(operation))
                        .flatMap(vendor -> offering(operation).stream()
                                .limit(1)
                                .map(second -> argumentSet(
                                        operation + " at " + vendor + ", " + second, operation, vendor, second))));
    }

    @ParameterizedTest
    @MethodSource("vendors_without_an_operation")
    void a_vendor_without_the_operation_is_passed_over(Operation operation, Vendor without, Vendor with) {
        VendorTestHarness skipped = start(without);
        VendorTestHarness used = start(with);

        VideoTask task = client(List.of(without, with), List.of(skipped, used)).submit(Vendor.portableOrder(operation));

        assertThat(task.ref().provider()).isEqualTo(with.id());
        assertThat(skipped.vendor().ledger().requests()).isEmpty();
        assertThat(orders(used)).isEqualTo(1);
    }
}
