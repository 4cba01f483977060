package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.download.AddressGuard;
import io.github.reel4j.provider.feign.download.AnonymousDownloader;
import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.download.DownloadLimits;
import io.github.reel4j.provider.feign.download.SampleVideos;
import io.github.reel4j.provider.feign.download.TargetFile;
import io.github.reel4j.provider.feign.http.CallOptions;
import io.github.reel4j.provider.feign.http.CallState;
import io.github.reel4j.provider.feign.http.DnsResolver;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.provider.feign.http.SingleSendHttpClient;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing ends everything except orders that were sent. */
@Timeout(30)
class ClosedTransportTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final byte[] VIDEO = SampleVideos.mp4(50_000, 1);

    @TempDir
    private Path folder;

    private final SingleSendHttpClient client = new SingleSendHttpClient();
    private final AnonymousDownloader fetch = new AnonymousDownloader(new AddressGuard(true), DownloadLimits.DEFAULT);

    /** Runs on a new thread and returns what was thrown. */
    private static <E extends Throwable> CompletableFuture<E> failure(Class<E> type, Work work) {
        CompletableFuture<E> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> failure.complete(catchThrowableOfType(type, work::run)));
        thread.setDaemon(true);
        thread.start();
        return failure;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    private void call(String url, CallOptions options) throws IOException {
        client.execute(Request.create(HttpMethod.POST, url, Map.of(), new byte[2], null, null), options);
    }

    private DownloadRequest wanted(String url) {
        return new DownloadRequest(
                "task", url + "/v.mp4", new TargetFile(folder.resolve("v.mp4")), OptionalLong.empty());
    }

    private String[] files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }

    @Test
    @Tag("fault-148")
    void closing_ends_a_download_and_keeps_its_part() throws Exception {
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        CountDownLatch half = new CountDownLatch(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: 50000\r\n\r\n");
            call.send(Arrays.copyOf(VIDEO, 20_000));
            half.countDown();
            try {
                call.drip();
            } catch (IOException e) {
                hungUp.complete(true);
            }
        })) {
            CompletableFuture<DownloadException> end =
                    failure(DownloadException.class, () -> fetch.transfer(wanted(server.url())));
            assertThat(half.await(10, TimeUnit.SECONDS)).isTrue();
            while (Arrays.stream(files()).noneMatch(name -> name.endsWith(".part"))) {
                Thread.onSpinWait();
            }
            fetch.close();
            assertThat(soon(end).reason()).isEqualTo(Reason.CLOSED);
            assertThat(soon(hungUp)).isTrue();
        }
        assertThat(Arrays.stream(files()).filter(name -> name.equals("v.mp4"))).isEmpty();
    }

    @Test
    @Tag("fault-148")
    void closing_ends_a_download_before_its_response() throws Exception {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::stall)) {
            CompletableFuture<DownloadException> end =
                    failure(DownloadException.class, () -> fetch.transfer(wanted(server.url())));
            server.awaitFirstRequest();
            fetch.close();
            assertThat(soon(end).reason()).isEqualTo(Reason.CLOSED);
            assertThat(files()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-148")
    void a_download_after_closing_sends_nothing() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", VIDEO))) {
            fetch.close();
            assertThat(soon(failure(DownloadException.class, () -> fetch.transfer(wanted(server.url()))))
                            .reason())
                    .isEqualTo(Reason.CLOSED);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-148")
    void closing_ends_a_poll() throws Exception {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::stall)) {
            CompletableFuture<TransportException> end =
                    failure(TransportException.class, () -> call(server.url(), CallOptions.idempotent(LONG)));
            server.awaitFirstRequest();
            client.close();
            assertThat(soon(end).stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(soon(end)).hasMessage("the client was closed before the response from 127.0.0.1 was complete");
        }
    }

    @Test
    @Tag("fault-148")
    void an_order_that_was_sent_gets_its_response() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            closed.await();
            call.json("{}");
        })) {
            CompletableFuture<Integer> order = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), new byte[2], null, null);
                    order.complete(client.execute(request, CallOptions.nonIdempotent(LONG))
                            .status());
                } catch (IOException e) {
                    order.completeExceptionally(e);
                }
            });
            caller.start();
            server.awaitFirstRequest();
            client.close();
            closed.countDown();
            assertThat(soon(order)).isEqualTo(200);
        }
    }

    /** A peer that accepts the connection but never completes the TLS handshake. */
    @Test
    @Tag("fault-148")
    void closing_ends_a_connecting_order_unsent() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<TransportException> end = failure(
                    TransportException.class,
                    () -> call("https://127.0.0.1:" + listener.getLocalPort() + "/", CallOptions.nonIdempotent(LONG)));
            try (Socket silent = listener.accept()) {
                assertThat(silent.getInputStream().read()).as("the handshake").isPositive();
                client.close();
                assertThat(soon(end).stage()).isEqualTo(Stage.NOT_SENT);
                assertThat(soon(end)).hasMessage("the client was closed before the request to 127.0.0.1 was sent");
            }
        }
    }

    @Test
    @Tag("fault-148")
    void closing_ends_a_DNS_lookup() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch result = new CountDownLatch(1);
        DnsResolver dnsResolver = new DnsResolver(host -> {
            asked.countDown();
            try {
                result.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new InetAddress[0];
        });
        CompletableFuture<IOException> end =
                failure(IOException.class, () -> dnsResolver.resolve(new CallState("vendor.example", LONG)));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        dnsResolver.close();
        assertThat(soon(end)).hasMessage("the name could not be resolved");
        assertThatThrownBy(() -> dnsResolver.resolve(new CallState("other.example", LONG)))
                .hasMessage("the name could not be resolved");
        result.countDown();
    }

    @Test
    @Tag("fault-148")
    void closing_the_vendor_client_ends_its_downloads() throws Exception {
        try (SampleVendor vendor = SampleVendor.that(RawHttpServer.Call::stall)) {
            GeneratedVideo video = GeneratedVideo.builder()
                    .task(new TaskRef(
                            ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "video-1", "t1", "0", Instant.EPOCH))
                    .url(URI.create(vendor.server().url() + "/v.mp4"))
                    .build();
            CompletableFuture<VideoFailure> end = CompletableFuture.supplyAsync(() -> vendor.client()
                    .downloader()
                    .download(video, folder.resolve("v.mp4"))
                    .getLeft());
            vendor.server().awaitFirstRequest();
            vendor.client().close();
            assertThat(soon(end).kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
            assertThat(soon(end).message()).contains("the client was closed");
        }
    }
}
