package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks results and downloads, and which key each request has. */
class ResultTest extends EachVendorTest {

    @TempDir
    private Path folder;

    List<Operation> operations() {
        return vendor().operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    @Tag("fault-96")
    void a_download_is_exact_and_sends_no_key(Operation operation) throws Exception {
        VideoTask task = run().client().submit(vendor().order(operation));
        Path file = task.download(folder.resolve("video.mp4"));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).isEqualTo(content(task.await().url()));
        assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        ReceivedRequest download = run().vendor().ledger().downloads().get(0);
        assertThat(download.headers().toString() + download.target())
                .doesNotContain(VendorTestHarness.KEY)
                .doesNotContainIgnoringCase("ocp-apim")
                .doesNotContainIgnoringCase("bearer")
                .doesNotContainIgnoringCase("authorization");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void a_late_video_url_is_found() {
        run().vendor().nextPoll(vendor().responses().successWithoutVideo());
        run().vendor().nextPoll(vendor().responses().successWithoutVideo());
        assertThat(run().client().submit(vendor().minimalOrder()).await().url().getPath())
                .endsWith(".mp4");
    }

    @Test
    @Tag("fault-53")
    @Tag("fault-56")
    void a_missing_video_url_ends_the_wait_and_keeps_the_task() {
        run().vendor().nextTask().succeedsWithoutUrl();
        VideoTask task = run().client().submit(vendor().minimalOrder());
        VideoFailure failure = VendorTestHarness.failure(task::await);
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure.task()).contains(task.ref());
    }

    @Test
    void another_client_resumes_from_the_text_of_a_task_ref() {
        String text = run().client().submit(vendor().minimalOrder()).ref().toString();
        assertThat(text)
                .startsWith("reel:1:" + vendor().id() + ":"
                        + vendor().minimalOrder().operation().id() + ":")
                .doesNotContain(VendorTestHarness.KEY);
        run().client().close();
        VideoClient other = run().closeAtEnd(run().builder()
                .property(vendor().setting("api-key"), "another-key")
                .build());
        assertThat(other.resume(TaskRef.parse(text)).await().url().getPath()).endsWith(".mp4");
        assertThat(run().vendor().ledger().submits()).hasSize(1);
    }

    @Test
    void two_clients_never_mix_their_keys() throws Exception {
        List<VideoClient> clients = Stream.of("key-of-0", "key-of-1")
                .map(key -> run().closeAtEnd(run().builder()
                        .property(vendor().setting("api-key"), key)
                        .build()))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<TaskRef>> orders = IntStream.range(0, 24)
                    .<Callable<TaskRef>>mapToObj(i -> () -> {
                        VideoTask task = clients.get(i % 2).submit(orderWithPrompt("key-of-" + i % 2));
                        return task.await().task();
                    })
                    .toList();
            for (Future<TaskRef> each : pool.invokeAll(orders)) {
                assertThat(each.get()).isNotNull();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(run().vendor().ledger().orders()).hasSize(24);
        assertThat(run().vendor().ledger().submits())
                .allSatisfy(submit -> assertThat(submit.header(vendor().keyHeader()))
                        .contains(vendor().keyHeaderValue(prompt(VendorTestHarness.json(submit.body())))));
        run().vendor().ledger().orders().forEach(order -> {
            assertThat(run().vendor().ledger().polls())
                    .filteredOn(poll -> (poll.target() + poll.body()).contains(order.taskId()))
                    .isNotEmpty()
                    .allSatisfy(poll -> assertThat(poll.header(vendor().keyHeader()))
                            .contains(vendor().keyHeaderValue(prompt(order.body()))));
        });
    }

    @Test
    @Tag("fault-114")
    void no_toString_has_the_key() {
        VideoTask task = run().client().submit(vendor().minimalOrder());
        assertThat(Stream.of(task, task.ref(), task.await(), run().client().providers(), run().builder())
                        .map(Object::toString))
                .allSatisfy(text -> assertThat(text).doesNotContain(VendorTestHarness.KEY));
    }

    private GenerationRequest orderWithPrompt(String prompt) {
        return ModifiedRequests.with(
                vendor().minimalOrder(), vendor().models().get(0).id(), Map.of(Field.PROMPT, prompt));
    }

    private static String prompt(JsonNode order) {
        return order.findPath("prompt").textValue();
    }

    private static byte[] content(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
