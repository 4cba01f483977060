package io.github.reel4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders succeed, and are sent once, whatever the program's registries, handlers and conventions throw. */
@Timeout(120)
class FailingRegistryTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("A heron at dawn").build();

    private final ObservationRegistry observations = ObservationRegistry.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MicrometerInstrumentation.Builder instrumentation =
            MicrometerInstrumentation.builder(observations, meters).polls(PollRecording.SPANS);

    @RegisterExtension
    final VendorSimulatorExtension pixazo =
            VendorSimulatorExtension.of(PixazoSimulator.builder()).virtualTime().client(this::instrument);

    @TempDir
    private Path folder;

    private VideoClientBuilder instrument(VideoClientBuilder client) {
        return instrumentation.build().instrument(client);
    }

    @BeforeEach
    void forgetLogs() {
        RecordedLogs.clear();
    }

    private void assertOrderedOnce() {
        VideoTask task = pixazo.client()
                .submitAsync(REQUEST)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertThat(task.downloadAsync(folder.resolve("a.mp4"))
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join())
                .exists();
        assertThat(pixazo.client().submit(REQUEST).download(folder.resolve("b.mp4")))
                .exists();
        assertThat(pixazo.ledger().orders()).hasSize(2);
        assertThat(pixazo.ledger().submits()).hasSize(2);
    }

    private static List<String> warnings() {
        return RecordedLogs.lines().stream()
                .filter(line -> line.contains("could not be recorded"))
                .toList();
    }

    enum Step {
        START,
        SCOPE_OPENED,
        SCOPE_CLOSED,
        ERROR,
        STOP,
        SUPPORTS
    }

    private record ThrowingHandler(Step step) implements ObservationHandler<Observation.Context> {

        private void at(Step current) {
            if (step == current) {
                throw new StackOverflowError("canary-of-the-handler");
            }
        }

        @Override
        public void onStart(Observation.Context context) {
            at(Step.START);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            at(Step.SCOPE_OPENED);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            at(Step.SCOPE_CLOSED);
        }

        @Override
        public void onError(Observation.Context context) {
            at(Step.ERROR);
        }

        @Override
        public void onStop(Observation.Context context) {
            at(Step.STOP);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            at(Step.SUPPORTS);
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
    void a_handler_that_throws_affects_no_order(Step step) {
        observations.observationConfig().observationHandler(new ThrowingHandler(step));
        assertOrderedOnce();
        assertThat(warnings())
                .as("logged once, without the message")
                .hasSize(1)
                .noneMatch(line -> line.contains("canary"));
    }

    @Test
    void a_handler_that_throws_at_an_error_keeps_the_failure() {
        observations.observationConfig().observationHandler(new ThrowingHandler(Step.ERROR));
        pixazo.nextSubmit(Fault.connectionReset());
        assertThat(catchThrowableOfType(
                                VideoException.class, () -> pixazo.client().submit(REQUEST))
                        .kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(pixazo.ledger().submits()).hasSize(1);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void a_convention_that_throws_affects_no_order() {
        observations.observationConfig().observationHandler(context -> true);
        instrumentation = instrumentation
                .convention(new DefaultSubmitObservationConvention() {
                    @Override
                    public KeyValues getLowCardinalityKeyValues(SubmitObservationContext context) {
                        throw new IllegalStateException("canary");
                    }
                })
                .convention(new DefaultDownloadObservationConvention() {
                    @Override
                    public String getContextualName(DownloadObservationContext context) {
                        throw new IllegalStateException("canary");
                    }
                });
        assertOrderedOnce();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void a_meter_registry_that_throws_affects_no_order() {
        meters.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalStateException("canary");
            }
        });
        assertOrderedOnce();
        RecordingTelemetry.await(() -> !warnings().isEmpty());
        pixazo.client().close();
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void a_convention_of_the_program_replaces_the_default() {
        RecordingTelemetry telemetry = new RecordingTelemetry();
        instrumentation = MicrometerInstrumentation.builder(telemetry.observations, telemetry.meters)
                .convention(new DefaultSubmitObservationConvention() {
                    @Override
                    public String getName() {
                        return "shop.video";
                    }
                });
        pixazo.client().submit(REQUEST);
        assertThat(telemetry.meters.get("shop.video").timer().count()).isEqualTo(1);
        assertThat(telemetry.meters.find("reel4j.submit").timer()).isNull();
    }
}
