package io.github.reel4j.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.reel4j.Samples;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider answers in good form, and what cannot be true all the same. */
class GuardedProviderTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(Samples.ACME, Samples.plus(), Map.of(Field.PROMPT, "A kitten"));

    private final VideoProvider provider = mock(VideoProvider.class);
    private final GuardedProvider guarded = new GuardedProvider(provider);

    static Stream<TaskRef> foreign() {
        return Stream.of(
                new TaskRef(ProviderId.of("other"), ORDER.operation(), "m", "17", "d", Instant.EPOCH),
                new TaskRef(Samples.ACME, Operation.REPLACE, "m", "17", "d", Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void an_order_that_becomes_a_task_of_another_is_of_unknown_fate_and_the_task_is_told(TaskRef task) {
        when(provider.generator()).thenReturn(request -> Either.right(task));

        VideoFailure failure = guarded.generator().submit(ORDER).getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.message()).contains("defect", task.toString(), "console");
    }
}
