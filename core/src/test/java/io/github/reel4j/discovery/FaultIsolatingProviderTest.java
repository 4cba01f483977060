package io.github.reel4j.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.FakeProvider;
import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests results that are well-formed but cannot be correct. */
class FaultIsolatingProviderTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of(Field.PROMPT, "A kitten"));

    private final FakeProvider provider = new FakeProvider("acme", SampleRequests.plus());
    private final FaultIsolatingProvider isolated = new FaultIsolatingProvider(provider);

    static Stream<TaskRef> foreign() {
        return Stream.of(
                new TaskRef(ProviderId.of("other"), ORDER.operation(), "m", "17", "d", Instant.EPOCH),
                new TaskRef(SampleRequests.ACME, Operation.REPLACE, "m", "17", "d", Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void a_foreign_task_makes_the_submission_unknown(TaskRef task) {
        provider.generator = request -> Either.right(task);

        VideoFailure failure = isolated.generator().submit(ORDER).getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.message()).contains("defect", task.toString(), "console");
    }

    static List<String> accessors() {
        return Arrays.stream(VideoProvider.class.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.equals("close"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("accessors")
    @Tag("fault-132")
    void each_accessor_is_called_once_before_an_order(String accessor) throws Exception {
        AtomicInteger reads = new AtomicInteger();
        VideoProvider counted = (VideoProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {VideoProvider.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(accessor) && reads.getAndIncrement() > 0) {
                        throw new LinkageError("read again");
                    }
                    return method.invoke(provider, arguments);
                });
        FaultIsolatingProvider once = new FaultIsolatingProvider(counted);
        assertThat(once.prepare()).isEmpty();

        once.generator().submit(ORDER);
        once.tracker().status(SampleRequests.task());
        for (String each : accessors()) {
            Object unused = VideoProvider.class.getMethod(each).invoke(once);
        }
        once.close();

        assertThat(reads).hasValue(1);
    }

    @Test
    void a_check_that_throws_is_a_violation_without_its_message() {
        provider.violations = request -> {
            throw new IllegalStateException("secret");
        };

        assertThat(isolated.violations(ORDER))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message())
                        .contains("IllegalStateException", "defect")
                        .doesNotContain("secret"));
    }

    @Test
    @Tag("fault-132")
    void a_port_that_cannot_be_created_costs_nothing() {
        FaultIsolatingProvider broken = new FaultIsolatingProvider(new ForwardingProvider(provider) {
            @Override
            public VideoGenerator generator() {
                throw new NoClassDefFoundError("some/Thing");
            }
        });

        assertThat(broken.prepare())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.BROKEN_PROVIDER));
        assertThat(broken.tracker().status(SampleRequests.task()).getLeft().task())
                .contains(SampleRequests.task());
        assertThat(provider.submitted).isEmpty();
    }
}
