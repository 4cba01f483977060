package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads to channels and asynchronous downloads, over HTTP. */
class StreamedResultTest extends EachVendorTest {

    @TempDir
    private Path folder;

    @Test
    void a_channel_and_a_future_deliver_the_same_video() throws Exception {
        BlockingQueue<DownloadProgress> progress = new LinkedBlockingQueue<>();
        VideoTask task = run().client().submit(vendor().minimalOrder()).onDownload(progress::add);
        Path file = task.downloadAsync(folder.resolve("video.mp4")).get(30, TimeUnit.SECONDS);
        DownloadProgress first = progress.poll(10, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.bytesReceived()).isPositive();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        assertThat(task.download(Channels.newChannel(received))).isEqualTo(Files.size(file));
        assertThat(received.toByteArray()).isEqualTo(Files.readAllBytes(file));
        assertThat(run().vendor().ledger().submits()).hasSize(1);
    }

    @Test
    void a_page_is_not_written_to_a_channel() {
        VideoTask task = run().client().submit(vendor().minimalOrder());
        run().vendor().nextDownload(Fault.html());
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        VideoFailure failure = VendorTestHarness.failure(() -> task.download(Channels.newChannel(received)));
        assertThat(failure.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failure.message()).contains("Written to the channel: 0 bytes");
        assertThat(failure.task()).contains(task.ref());
        assertThat(received.size()).isZero();
    }
}
