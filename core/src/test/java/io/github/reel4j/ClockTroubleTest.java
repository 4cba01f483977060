package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.ProviderId;
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
class ClockTroubleTest {

    /** What a clock of the program does once the vendor has answered. */
    enum Trouble {
        THROWS,
        ENDS_IN_AN_ERROR,
        RETURNS_NULL;

        @Nullable
        Instant clock() {
            return switch (this) {
                case THROWS -> throw new IllegalStateException("sesame");
                case ENDS_IN_AN_ERROR -> throw new StackOverflowError();
                case RETURNS_NULL -> null;
            };
        }
    }

    /** Whose clocks fail from the vendor's answer on. */
    private final class TroubledTimeline extends ForwardingScheduler {

        private final Trouble trouble;

        TroubledTimeline(Trouble failure) {
            super(time);
            this.trouble = failure;
        }

        @Override
        @SuppressWarnings("NullAway") // that is what the program does wrong
        public Instant now() {
            return answered ? trouble.clock() : super.now();
        }

        @Override
        public long nanoTime() {
            if (answered) {
                var unused = trouble.clock();
            }
            return super.nanoTime();
        }
    }

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<OrderEvent> written = new ArrayList<>();
    private boolean answered;

    /** Whose tasks bear the time that the clock of its configuration shows. */
    private VideoProviderFactory factory() {
        return new VideoProviderFactory() {
            @Override
            public ProviderId id() {
                return acme.id();
            }

            @Override
            public VideoProvider create(ProviderConfig config) {
                acme.generator = request -> {
                    answered = true;
                    Instant submittedAt = config.scheduler().now();
                    return Either.right(new TaskRef(
                            id(), Operation.TEXT_TO_VIDEO, "plus", "paid", request.fingerprint(), submittedAt));
                };
                return acme;
            }
        };
    }

    private VideoClient client(Trouble failure) {
        return VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(factory())
                .journal(entry -> {
                    written.add(entry);
                    return Either.right(entry);
                })
                .scheduler(new TroubledTimeline(failure))
                .build();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void no_paid_task_is_lost_when_the_clock_cannot_be_read(Trouble failure) {
        CompletableFuture<VideoTask> order = client(failure)
                .submitAll(List.of(SampleRequests.text("A kitten")))
                .get(0);
        time.pass(Duration.ofSeconds(1));
        TaskRef task = order.join().ref();
        assertThat(task.id()).isEqualTo("paid");
        assertThat(task.submittedAt())
                .isBetween(VirtualScheduler.START, VirtualScheduler.START.plus(Duration.ofMinutes(1)));
        assertThat(written).hasSize(2);
        assertThat(((OrderEvent.Submitted) written.get(1)).outcome()).isEqualTo(new OrderOutcome.Accepted(task));
    }
}
