package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own, because system properties are shared by all tests. */
@Timeout(60)
class JvmFlagsTest {

    private static final String KEY = "canary-4711";

    /** What the child JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (DeadlineClient client = new DeadlineClient()) {
                for (String url : arguments) {
                    Request request = Request.create(
                            Request.HttpMethod.POST, url, Map.of("X-Key", List.of(KEY)), null, null, null);
                    System.out.println("status "
                            + client.execute(request, CallOptions.nonIdempotent(Duration.ofSeconds(10)))
                                    .status());
                }
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String child(List<String> arguments, String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Flags that make the JDK's own clients send an order again. */
    @Test
    @Tag("fault-125")
    void no_flag_makes_it_send_an_order_again() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(RawHttpServer.Call::hangUp)) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Djdk.httpclient.enableAllMethodRetry=true",
                            "-Dsun.net.http.retryPost=true"))
                    .contains("broke after the request was sent");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    /** Nothing that a log could be set up to show: HttpCore has no logger, and the JDK's client is not used. */
    @Test
    @Tag("fault-113")
    void no_flag_makes_it_print_the_key() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"))) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Djdk.httpclient.HttpClient.log=all",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                            "-Dorg.slf4j.simpleLogger.log.org.apache.hc=trace",
                            "-Djava.util.logging.config.file=" + everything()))
                    .contains("status 200")
                    .doesNotContain(KEY);
            assertThat(vendor.requests()).singleElement().asString().contains(KEY);
        }
    }

    /** Reads one request from each connection and ends it without an answer. */
    private static void breakOff(ServerSocket listener, SSLSocketFactory tls, boolean reset, AtomicInteger requests) {
        try {
            while (true) {
                Socket plain = listener.accept();
                SSLSocket socket = (SSLSocket) tls.createSocket(plain, null, true);
                socket.setUseClientMode(false);
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) socket.getInputStream().read());
                }
                requests.incrementAndGet();
                plain.setSoLinger(reset, 0);
                (reset ? plain : socket).close();
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("fault-6")
    void over_TLS_too_a_connection_that_breaks_after_the_request_is_reported_as_sent_and_not_replayed(
            boolean reset, @TempDir Path directory) throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(directory, "IP:127.0.0.1");
        SSLSocketFactory tls = own.context().getSocketFactory();
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> breakOff(listener, tls, reset, requests));
            server.setDaemon(true);
            server.start();
            assertThat(child(
                            List.of("https://127.0.0.1:" + listener.getLocalPort() + "/orders"),
                            own.flags().toArray(String[]::new)))
                    .contains("broke after the request was sent");
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    @Tag("fault-2")
    void of_several_addresses_the_dead_one_is_passed_over_and_the_order_sent_once() throws Exception {
        Path hosts = Files.writeString(
                Files.createTempFile("hosts", ""), "127.0.0.2 vendor.example\n127.0.0.1 vendor.example\n");
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"))) {
            assertThat(child(List.of("http://vendor.example:" + vendor.port() + "/"), "-Djdk.net.hosts.file=" + hosts))
                    .contains("status 200");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    private static Path everything() throws IOException {
        return Files.writeString(
                Files.createTempFile("logging", ".properties"),
                "handlers=java.util.logging.ConsoleHandler\n.level=ALL\njava.util.logging.ConsoleHandler.level=ALL\n");
    }

    @Test
    @Tag("fault-16")
    @Tag("fault-125")
    void a_proxy_of_the_environment_is_not_used() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"));
                RawHttpServer proxy = new RawHttpServer(call -> call.json("{}"))) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Dhttp.proxyHost=127.0.0.1",
                            "-Dhttp.proxyPort=" + proxy.port(),
                            "-Dhttp.nonProxyHosts=",
                            "-DsocksProxyHost=127.0.0.1",
                            "-DsocksProxyPort=" + proxy.port(),
                            "-Djava.net.useSystemProxies=true"))
                    .contains("status 200");
            assertThat(vendor.requests()).hasSize(1);
            assertThat(proxy.requests()).isEmpty();
        }
    }
}
