package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.FullPort;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A download connects only to the checked addresses, whatever the name resolves to later. */
@Timeout(20)
class ResolvedAddressTest {

    private static final byte[] VIDEO = SampleVideos.mp4(60, 1);

    @TempDir
    private Path directory;

    private final AtomicInteger resolutions = new AtomicInteger();

    /** Loopback stands for a public address here, and all others for blocked ones. */
    private InetAddress[] resolve(String host) throws UnknownHostException {
        resolutions.incrementAndGet();
        return switch (host) {
            case "public.example" -> all("127.0.0.1");
            case "flips.example" -> all(resolutions.get() == 1 ? "127.0.0.1" : "127.0.0.2");
            case "private.example" -> all("169.254.169.254");
            case "mixed.example" -> all("127.0.0.1", "10.0.0.1");
            case "none.example" -> all();
            case "half-dead.example" -> all("127.0.0.2", "127.0.0.1");
            default -> all(host);
        };
    }

    private static InetAddress[] all(String... literals) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String literal : literals) {
            all.addAll(List.of(InetAddress.getAllByName(literal)));
        }
        return all.toArray(InetAddress[]::new);
    }

    private long fetch(String link) throws DownloadException {
        return fetch(link, "127.0.0.1");
    }

    private long fetch(String link, String... allowed) throws DownloadException {
        AddressGuard guard =
                new AddressGuard(true, address -> List.of(allowed).contains(address.getHostAddress()), this::resolve);
        return new AnonymousDownloader(guard, DownloadLimits.DEFAULT)
                .transfer(new DownloadRequest(
                        "task", link, new TargetFile(directory.resolve("v.mp4")), OptionalLong.empty()));
    }

    private Reason rejection(String link) {
        return catchThrowableOfType(DownloadException.class, () -> fetch(link)).reason();
    }

    @Test
    @Tag("fault-92")
    @Tag("fault-93")
    void a_name_is_resolved_once_for_check_and_connection() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", VIDEO))) {
            assertThat(fetch("http://flips.example:" + server.port() + "/v")).isEqualTo(VIDEO.length);
            assertThat(resolutions).hasValue(1);
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .contains("\r\nHost: flips.example:" + server.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"private.example", "mixed.example", "10.0.0.1", "[::1]", "[fc00::1]", "127.0.0.2"})
    @Tag("fault-92")
    void one_blocked_address_blocks_the_link(String host) {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", VIDEO))) {
            assertThat(rejection("http://" + host + ":" + server.port() + "/")).isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://private.example/",
                "http://mixed.example/",
                "http://10.0.0.1/",
                "http://[::ffff:10.0.0.1]/",
                "//private.example/",
                "ftp://public.example/",
                "file:///etc/passwd",
                "http://public.example@private.example/"
            })
    @Tag("fault-94")
    void a_redirect_is_checked_like_the_link_itself(String location) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("302 Found", "Location: " + location + "\r\n", ""))) {
            assertThat(rejection("http://public.example:" + server.port() + "/"))
                    .isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-93")
    @Tag("fault-94")
    void a_redirect_that_resolves_differently_is_blocked() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("302 Found", "Location: /again\r\n", ""))) {
            assertThat(rejection("http://flips.example:" + server.port() + "/")).isEqualTo(Reason.BLOCKED_ADDRESS);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-2")
    void a_silent_address_is_skipped() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", VIDEO));
                FullPort dead = new FullPort(InetAddress.getByName("127.0.0.2"), server.port())) {
            assertThat(fetch(
                            "http://half-dead.example:" + server.port() + "/v",
                            "127.0.0.1",
                            dead.address().getHostString()))
                    .isEqualTo(VIDEO.length);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_name_without_addresses_is_unreachable() {
        assertThat(rejection("http://none.example/")).isEqualTo(Reason.UNREACHABLE);
    }
}
