package io.github.reel4j.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryVideoProviderTest {

    private static final TextToVideoRequest HERON =
            TextToVideoRequest.builder().prompt("a heron at dawn").build();

    private final InMemoryVideoProvider memory = new InMemoryVideoProvider();

    @Test
    void a_program_gets_a_video_without_a_vendor(@TempDir Path folder) {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                VideoClient client =
                        VideoClient.builder().providers(memory).scheduler(time).build()) {
            memory.nextTaskRuns(3);
            VideoTask task = client.submit(HERON);
            assertThat(task.download(folder.resolve("heron.mp4"))).exists();
            assertThat(memory.orders()).hasSize(1);
        }
    }

    @Test
    void a_failed_task_is_an_exception_with_the_vendors_message() {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                VideoClient client =
                        VideoClient.builder().providers(memory).scheduler(time).build()) {
            memory.nextTaskFails("CONTENT_VIOLATION", "no herons");
            VideoTask task = client.submit(HERON);
            assertThatThrownBy(task::await)
                    .isInstanceOf(VideoException.class)
                    .hasMessageContaining("CONTENT_VIOLATION \"no herons\"")
                    .hasMessageContaining(task.ref().toString());
        }
    }

    @Test
    void local_files_are_uploaded_and_recorded(@TempDir Path folder) throws IOException {
        Path picture = Files.write(folder.resolve("a.gif"), "GIF89a".getBytes(StandardCharsets.US_ASCII));
        ImageToVideoRequest order = ImageToVideoRequest.builder().image(picture).build();
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                VideoClient client =
                        VideoClient.builder().providers(memory).scheduler(time).build()) {
            memory.nextUpload(VideoFailure.of(FailureKind.UPLOAD_FAILED, "the line went dead"));
            VideoTask unused = client.submit(order);
            assertThat(memory.uploads()).singleElement().satisfies(file -> {
                assertThat(file.type()).isEqualTo(MediaFormat.GIF);
                assertThat(file.readAllBytes())
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("GIF89a");
            });
            assertThat(memory.orders().get(0).get(Field.IMAGE)).contains("https://memory.invalid/uploads/1/image.gif");
        }
    }

    @Test
    void submission_unknown_counts_as_an_order() {
        try (VirtualTimeScheduler time = new VirtualTimeScheduler();
                VideoClient client =
                        VideoClient.builder().providers(memory).scheduler(time).build()) {
            memory.nextSubmit(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the line went dead"));
            assertThatThrownBy(() -> client.submit(HERON)).hasMessageContaining("SUBMISSION_UNKNOWN");
            assertThat(memory.orders()).hasSize(1);
        }
    }
}
