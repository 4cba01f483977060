package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.SystemTimeline;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ApixoClosingTest {

    @Test
    void a_closed_provider_keeps_no_connection_and_sends_nothing_more() throws Exception {
        try (ServerSocket vendor = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SystemTimeline time = new SystemTimeline()) {
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> answerUntilTheEnd(vendor));
            VideoProvider provider = new ApixoProviderFactory().create(config(vendor.getLocalPort(), time));
            TaskRef task = new TaskRef(
                    provider.id(), Operation.ANIMATE, "wan-2-2-animate", "task-1", "f4eb9935", Instant.EPOCH);
            provider.tracker().status(task);

            provider.close();
            provider.close();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
            Either<VideoFailure, TaskStatus> after = provider.tracker().status(task);
            assertThat(after.getLeft().kind()).isEqualTo(FailureKind.UNAVAILABLE);
        }
    }

    private static ProviderConfig config(int port, SystemTimeline time) {
        Settings settings = new Settings(
                Map.of("apixo.api-key", "key", "apixo.base-url", "http://127.0.0.1:" + port),
                name -> null,
                name -> null);
        return new ProviderConfig(ProviderId.of("apixo"), settings, time);
    }

    private static boolean answerUntilTheEnd(ServerSocket vendor) {
        try (Socket socket = vendor.accept()) {
            byte[] request = new byte[8192];
            while (socket.getInputStream().read(request) > 0) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        } catch (IOException e) {
            return true; // reset: closed as well
        }
    }
}
