package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method with which a program can complete or replace the futures of the client. */
@Tag("fault-135")
@Timeout(30)
class SubmissionFutureMethodsTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);

    /** Completes a future with a value of the program. */
    interface Completion<T> extends BiConsumer<CompletableFuture<T>, T> {}

    private static <T> Map<String, Completion<T>> completions() {
        Map<String, Completion<T>> all = new LinkedHashMap<>();
        all.put("complete", CompletableFuture::complete);
        all.put("completeExceptionally", (order, value) -> order.completeExceptionally(new IllegalStateException()));
        all.put("cancel", (order, value) -> order.cancel(true));
        all.put("completeAsync", (order, value) -> order.completeAsync(() -> value, Runnable::run));
        all.put(
                "completeAsync that throws",
                (order, value) -> order.completeAsync(
                        () -> {
                            throw new AssertionError("supplier");
                        },
                        Runnable::run));
        all.put("obtrudeValue", SubmissionFutureMethodsTest::obtrude);
        all.put(
                "obtrudeException",
                (order, value) -> assertThatThrownBy(() -> order.obtrudeException(new IllegalStateException()))
                        .isInstanceOf(UnsupportedOperationException.class));
        all.put("orTimeout", (order, value) -> {
            var unused = order.orTimeout(1, TimeUnit.NANOSECONDS);
            awaitTimer();
        });
        all.put("completeOnTimeout", (order, value) -> {
            var unused = order.completeOnTimeout(value, 1, TimeUnit.NANOSECONDS);
            awaitTimer();
        });
        all.put("copy", (order, value) -> order.copy().cancel(true));
        all.put(
                "minimalCompletionStage",
                (order, value) ->
                        order.minimalCompletionStage().toCompletableFuture().complete(value));
        all.put(
                "newIncompleteFuture",
                (order, value) -> order.<T>newIncompleteFuture().complete(value));
        all.put("a dependent", (order, value) -> order.thenApply(each -> each).cancel(true));
        return all;
    }

    private static <T> void use(String name, CompletableFuture<T> future, T value) {
        Completion<T> completion = Objects.requireNonNull(
                SubmissionFutureMethodsTest.<T>completions().get(name), name);
        completion.accept(future, value);
    }

    private static <T> void obtrude(CompletableFuture<T> order, T value) {
        assertThatThrownBy(() -> order.obtrudeValue(value)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Waits until the JDK's own timer has run. */
    private static void awaitTimer() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, 50, TimeUnit.MILLISECONDS)
                .join();
    }

    static Stream<String> names() {
        return SubmissionFutureMethodsTest.<VideoTask>completions().keySet().stream();
    }

    private CompletableFuture<VideoTask> order() {
        return client.submitAsync(SampleRequests.text("A kitten"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_method_discards_the_result_while_the_order_is_sent(String name) {
        VideoTask other = client.resume(SampleRequests.task("other"));
        CompletableFuture<VideoTask> order = order();
        acme.generator = request -> {
            use(name, order, other);
            return Either.right(acme.ordered());
        };
        time.pass(Duration.ofSeconds(1));
        assertThat(order.join().ref()).isEqualTo(SampleRequests.task());
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_method_discards_the_result_after_it_arrived(String name) {
        VideoTask other = client.resume(SampleRequests.task("other"));
        CompletableFuture<VideoTask> order = order();
        time.pass(Duration.ofSeconds(1));
        use(name, order, other);
        assertThat(order.join().ref()).isEqualTo(SampleRequests.task());
    }

    @ParameterizedTest
    @MethodSource("names")
    void completing_the_future_first_keeps_the_order_unsent(String name) {
        VideoTask other = client.resume(SampleRequests.task("other"));
        CompletableFuture<VideoTask> order = order();
        use(name, order, other);
        boolean completed = order.isDone();
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.submitted).hasSize(completed ? 0 : 1);
        assertThat(order).isDone();
        assertThat(completed)
                .isNotEqualTo(List.of(
                                "obtrudeValue",
                                "obtrudeException",
                                "copy",
                                "minimalCompletionStage",
                                "newIncompleteFuture",
                                "a dependent")
                        .contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_method_discards_a_failure_that_names_a_task(String name) {
        VideoTask other = client.resume(SampleRequests.task("other"));
        CompletableFuture<VideoTask> order = order();
        acme.generator = request -> {
            use(name, order, other);
            return Either.left(
                    VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "lost").withTask(SampleRequests.task()));
        };
        time.pass(Duration.ofSeconds(1));
        assertThat(order.handle((any, problem) -> ((VideoException) problem).task())
                        .join())
                .contains(SampleRequests.task());
    }

    @ParameterizedTest
    @MethodSource("names")
    void completing_a_video_future_ends_its_polls(String name) {
        acme.tracker = task -> Either.right(new TaskStatus.Running(Optional.empty()));
        TaskRef task = SampleRequests.task();
        CompletableFuture<GeneratedVideo> wait = client.resume(task).toFuture();
        use(name, wait, SampleRequests.video());
        assertThat(client.unfinished()).hasSize(wait.isDone() ? 0 : 1);
    }

    @Test
    void no_other_method_completes_a_future() {
        List<String> known = Stream.concat(
                        Stream.of("completeAsync", "newIncompleteFuture", "minimalCompletionStage"),
                        SubmissionFutureMethodsTest.<VideoTask>completions().keySet().stream())
                .toList();
        assertThat(Arrays.stream(CompletableFuture.class.getMethods())
                        .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                        .map(java.lang.reflect.Method::getName)
                        .filter(name -> name.matches("complete.*|obtrude.*|cancel|.*Timeout|copy")))
                .isSubsetOf(known);
    }

    @Test
    void submit_all_with_a_null_request_sends_nothing() {
        List<io.github.reel4j.model.GenerationRequest> broken =
                Arrays.asList(SampleRequests.text("A kitten"), null, SampleRequests.text("A cat"));
        assertThatThrownBy(() -> client.submitAll(broken)).isInstanceOf(NullPointerException.class);
        time.pass(Duration.ofSeconds(1));
        assertThat(acme.submitted).isEmpty();
    }
}
