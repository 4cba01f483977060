package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the check that every billed order was reported by an observed provider. */
class ObservedOrdersTest {

    private final Simulator vendor = PixazoSimulator.create();
    private final InMemoryVideoProvider memory = new InMemoryVideoProvider();
    private final VirtualTimeScheduler time = new VirtualTimeScheduler();

    private String billed() {
        try {
            return new PixazoClient(vendor).order();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VideoGenerator watched(VideoGenerator generator) {
        VideoProvider provider = new ForwardingProvider(memory) {
            @Override
            public VideoGenerator generator() {
                return generator;
            }
        };
        VideoProviderFactory factory = new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return provider.id();
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                return provider;
            }
        };
        Settings none = new Settings(Map.of(), name -> null, name -> null);
        return vendor.observed(factory)
                .create(new ProviderConfig(provider.id(), none, time))
                .generator();
    }

    private ResolvedRequest request() {
        ModelSpec model = memory.models().stream()
                .filter(each -> each.operation() == Operation.TEXT_TO_VIDEO)
                .findFirst()
                .orElseThrow();
        return new ResolvedRequest(memory.id(), model, Map.of(Field.PROMPT, "a heron at dawn"));
    }

    private Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, String id) {
        return Either.right(
                new TaskRef(memory.id(), request.operation(), "any", id, request.fingerprint(), Instant.EPOCH));
    }

    private static Either<VideoFailure, TaskRef> failed(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "m"));
    }

    private String violation() {
        AssertionError violation = catchThrowableOfType(AssertionError.class, vendor::close);
        assertThat(violation).as("a complaint").isNotNull();
        return String.valueOf(violation.getMessage());
    }

    @Test
    void tasks_and_submission_unknown_are_reported_orders() {
        watched(request -> accepted(request, billed())).submit(request());
        watched(request -> {
                    billed();
                    return failed(FailureKind.SUBMISSION_UNKNOWN);
                })
                .submit(request());
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void a_billed_order_reported_as_rejected_is_a_violation() {
        watched(request -> {
                    billed();
                    return failed(FailureKind.FORBIDDEN);
                })
                .submit(request());
        assertThat(violation()).contains("orders that the program does not know", "ledger: 1 orders");
    }

    @Test
    void an_order_sent_twice_by_one_submit_is_a_violation() {
        watched(request -> {
                    billed();
                    return accepted(request, billed());
                })
                .submit(request());
        assertThat(violation()).contains("bills 2 orders, but the program submitted 1");
    }

    @Test
    void resending_after_submission_unknown_is_a_violation() {
        ResolvedRequest order = request();
        watched(request -> {
                    billed();
                    return failed(FailureKind.SUBMISSION_UNKNOWN);
                })
                .submit(order);
        watched(request -> accepted(request, billed())).submit(order);
        assertThat(violation()).contains("sent again although it may have been billed", "after SUBMISSION_UNKNOWN");
    }

    @Test
    void resending_an_accepted_order_is_a_violation() {
        ResolvedRequest order = request();
        VideoGenerator generator = watched(request -> accepted(request, billed()));
        generator.submit(order);
        generator.submit(order);
        assertThat(violation()).contains("after acceptance");
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "UNREACHABLE"})
    void orders_that_were_not_billed_may_be_sent_again(FailureKind kind) {
        ResolvedRequest order = request();
        watched(request -> failed(kind)).submit(order);
        watched(request -> accepted(request, billed())).submit(order);
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void orders_past_the_observed_client_are_a_violation() {
        watched(request -> accepted(request, billed()));
        billed();
        assertThat(violation()).contains("bills 1 orders, but the program submitted 0");
    }

    @Test
    void without_an_observed_provider_there_is_no_violation() {
        billed();
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void a_reset_forgets_earlier_orders() {
        watched(request -> failed(FailureKind.FORBIDDEN));
        billed();
        vendor.reset();
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }
}
