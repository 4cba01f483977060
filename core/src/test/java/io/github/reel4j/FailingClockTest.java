package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fault-132")
class FailingClockTest {

    /** How a clock of the program fails once the vendor has accepted the order. */
    enum ClockFailure {
        THROWS,
        ENDS_IN_AN_ERROR,
        RETURNS_NULL;

        @Nullable
        Instant read() {
            return switch (this) {
                case THROWS -> throw new IllegalStateException("sesame");
                case ENDS_IN_AN_ERROR -> throw new StackOverflowError();
                case RETURNS_NULL -> null;
            };
        }
    }

    /** A scheduler whose clocks fail once the vendor has accepted the order. */
    private final class FailingScheduler extends ForwardingScheduler {

        private final ClockFailure failure;

        FailingScheduler(ClockFailure failure) {
            super(time);
            this.failure = failure;
        }

        @Override
        @SuppressWarnings("NullAway") // the violation of the contract under test
        public Instant now() {
            return accepted ? failure.read() : super.now();
        }

        @Override
        public long nanoTime() {
            if (accepted) {
                var unused = failure.read();
            }
            return super.nanoTime();
        }
    }

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<OrderEvent> written = new ArrayList<>();
    private boolean accepted;

    /** Returns the factory of a provider that stamps tasks with the clock of its configuration. */
    private VideoProviderFactory factory() {
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return acme.id();
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                acme.generator = request -> {
                    accepted = true;
                    Instant submittedAt = config.scheduler().now();
                    return Either.right(new TaskRef(
                            id(), Operation.TEXT_TO_VIDEO, "plus", "paid", request.fingerprint(), submittedAt));
                };
                return acme;
            }
        };
    }

    private VideoClient client(ClockFailure failure) {
        return VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(factory())
                .journal(entry -> {
                    written.add(entry);
                    return Either.right(entry);
                })
                .scheduler(new FailingScheduler(failure))
                .build();
    }

    @ParameterizedTest
    @EnumSource(ClockFailure.class)
    void no_paid_task_is_lost_when_the_clock_fails(ClockFailure failure) {
        CompletableFuture<VideoTask> order = client(failure)
                .submitAll(List.of(SampleRequests.text("A kitten")))
                .get(0);
        time.pass(Duration.ofSeconds(1));
        TaskRef task = order.join().ref();
        assertThat(task.id()).isEqualTo("paid");
        assertThat(task.submittedAt())
                .isBetween(VirtualScheduler.START, VirtualScheduler.START.plus(Duration.ofMinutes(1)));
        assertThat(written).hasSize(2);
        assertThat(((OrderEvent.Submitted) written.get(1)).outcome()).isEqualTo(new SubmitOutcome.Accepted(task));
    }
}
