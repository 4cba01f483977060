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

/** A simulator that is closed tells of every order that is billed and that no watched client knows of. */
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
    void an_order_that_came_back_as_a_task_or_as_unknown_is_known() {
        watched(request -> accepted(request, billed())).submit(request());
        watched(request -> {
                    billed();
                    return failed(FailureKind.SUBMISSION_UNKNOWN);
                })
                .submit(request());
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void an_order_that_was_told_to_be_refused_is_lost() {
        watched(request -> {
                    billed();
                    return failed(FailureKind.FORBIDDEN);
                })
                .submit(request());
        assertThat(violation()).contains("orders that the program knows nothing about", "ledger: 1 orders");
    }

    @Test
    void an_order_that_was_sent_twice_under_one_submit_is_one_too_many() {
        watched(request -> {
                    billed();
                    return accepted(request, billed());
                })
                .submit(request());
        assertThat(violation()).contains("bills 2 orders, but the program submitted 1");
    }

    @Test
    void an_order_of_unknown_fate_that_is_sent_again_is_told_though_both_are_known() {
        ResolvedRequest order = request();
        watched(request -> {
                    billed();
                    return failed(FailureKind.SUBMISSION_UNKNOWN);
                })
                .submit(order);
        watched(request -> accepted(request, billed())).submit(order);
        assertThat(violation()).contains("sent again that must not be", "after SUBMISSION_UNKNOWN");
    }

    @Test
    void an_order_that_was_accepted_is_not_to_be_sent_again() {
        ResolvedRequest order = request();
        VideoGenerator generator = watched(request -> accepted(request, billed()));
        generator.submit(order);
        generator.submit(order);
        assertThat(violation()).contains("after it was accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "UNREACHABLE"})
    void what_provably_cost_nothing_may_be_sent_again(FailureKind kind) {
        ResolvedRequest order = request();
        watched(request -> failed(kind)).submit(order);
        watched(request -> accepted(request, billed())).submit(order);
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void orders_past_the_watched_client_are_told_too() {
        watched(request -> accepted(request, billed()));
        billed();
        assertThat(violation()).contains("bills 1 orders, but the program submitted 0");
    }

    @Test
    void nobody_watched_nothing_told() {
        billed();
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }

    @Test
    void what_was_before_a_reset_is_forgotten() {
        watched(request -> failed(FailureKind.FORBIDDEN));
        billed();
        vendor.reset();
        assertThatCode(vendor::close).doesNotThrowAnyException();
    }
}
