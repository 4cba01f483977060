package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ClosingTest {

    @ParameterizedTest
    @MethodSource("io.github.reel4j.project.vendors.Vendor#all")
    void a_closed_provider_has_no_connection_and_sends_nothing(Vendor vendor) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SystemScheduler time = new SystemScheduler()) {
            CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> respondUntilClosed(socket));
            VideoProvider provider = vendor.factory().create(config(vendor, socket.getLocalPort(), time));
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

    @ParameterizedTest
    @MethodSource("io.github.reel4j.project.vendors.Vendor#all")
    @Tag("fault-75")
    void closing_a_busy_client_leaves_no_thread_and_loses_no_task(Vendor vendor) {
        Set<Thread> before = threads();
        try (VendorTestHarness run = vendor.run()) {
            VideoClient client =
                    run.closeAtEnd(vendor.withoutLimits(run.builder()).build());
            Stream.generate(Fault::silence).limit(20).forEach(run.vendor()::nextPoll);
            List<VideoTask> tasks = Stream.generate(() -> client.submit(vendor.minimalOrder()))
                    .limit(20)
                    .toList();
            List<CompletableFuture<GeneratedVideo>> waits =
                    tasks.stream().map(VideoTask::toFuture).toList();
            List<CompletableFuture<VideoTask>> queued =
                    client.submitAll(Collections.nCopies(50, vendor.minimalOrder()));
            client.close();
            assertThat(waits)
                    .allSatisfy(wait -> assertThat(wait)
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .withMessageContaining("INTERRUPTED"));
            assertThat(client.unfinished())
                    .containsAll(tasks.stream().map(VideoTask::ref).toList());
            Set<String> reported =
                    tasks.stream().map(each -> each.ref().id()).collect(Collectors.toCollection(HashSet::new));
            int unknown = 0;
            for (CompletableFuture<VideoTask> order : queued) {
                try {
                    reported.add(order.get(10, TimeUnit.SECONDS).ref().id());
                } catch (ExecutionException e) {
                    boolean unbilled = e.getCause() instanceof VideoException failed
                            && failed.failure().billingStatus() == BillingStatus.NOT_BILLED;
                    unknown += unbilled ? 0 : 1;
                } catch (InterruptedException | TimeoutException e) {
                    throw new AssertionError("an order has no result", e);
                }
            }
            assertThat(unknown).isZero(); // close() waits for the orders that were sent
            assertThat(run.vendor().ledger().orders().stream().filter(order -> !reported.contains(order.taskId())))
                    .isEmpty();
            VideoFailure rejected = VendorTestHarness.failure(() -> client.submit(vendor.minimalOrder()));
            assertThat(rejected.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        }
        assertThat(threads())
                .allSatisfy(thread -> assertThat(before.contains(thread) || terminates(thread))
                        .as(thread.getName())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("io.github.reel4j.project.vendors.Vendor#all")
    @Tag("fault-148")
    void closing_a_client_ends_its_downloads(Vendor vendor, @TempDir Path folder) throws Exception {
        try (VendorTestHarness run = vendor.run()) {
            VideoClient client = run.closeAtEnd(run.builder().build());
            VideoTask task = client.submit(vendor.minimalOrder());
            task.await();
            run.vendor().nextDownload(Fault.silence());
            CompletableFuture<VideoFailure> end = CompletableFuture.supplyAsync(
                    () -> VendorTestHarness.failure(() -> task.download(folder.resolve("kitten.mp4"))));
            while (run.vendor().ledger().downloads().isEmpty()) {
                Thread.onSpinWait();
            }
            client.close();
            VideoFailure failure = end.get(10, TimeUnit.SECONDS);
            assertThat(failure.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
            assertThat(failure.message()).contains("the client was closed");
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** Returns the threads of reel4j, without those of the simulator and the tests. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("reel4j"))
                .collect(Collectors.toSet());
    }

    private static boolean terminates(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private static ProviderConfig config(Vendor vendor, int port, SystemScheduler time) {
        Settings settings = new Settings(
                Map.of(vendor.setting("api-key"), "key", vendor.setting("base-url"), "http://127.0.0.1:" + port),
                name -> null,
                name -> null);
        return new ProviderConfig(vendor.id(), settings, time);
    }

    private static boolean respondUntilClosed(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            byte[] request = new byte[8192];
            while (socket.getInputStream().read(request) > 0) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        } catch (IOException e) {
            return true; // a reset closes the connection too
        }
    }
}
