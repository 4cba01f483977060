package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in a separate JVM, because all tests share the system properties. */
@Timeout(60)
class JvmFlagsTest {

    private static final String KEY = "canary-4711";

    /** The program of the child JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (SingleSendHttpClient client = new SingleSendHttpClient()) {
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
    void no_JVM_flag_makes_it_send_an_order_again() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(RawHttpServer.Call::hangUp)) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Djdk.httpclient.enableAllMethodRetry=true",
                            "-Dsun.net.http.retryPost=true"))
                    .contains("broke after the request was sent");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    /** No logger can show it: HttpCore has none, and the JDK's client is not used. */
    @Test
    @Tag("fault-113")
    void no_JVM_flag_makes_it_print_the_key() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"))) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Djdk.httpclient.HttpClient.log=all",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                            "-Dorg.slf4j.simpleLogger.log.org.apache.hc=trace",
                            "-Djava.util.logging.config.file=" + logEverything()))
                    .contains("status 200")
                    .doesNotContain(KEY);
            assertThat(vendor.requests()).singleElement().asString().contains(KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("fault-6")
    void a_TLS_connection_that_breaks_is_reported_as_sent(boolean reset, @TempDir Path directory) throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(directory, "IP:127.0.0.1");
        try (RawHttpServer vendor =
                new RawHttpServer(own.context(), reset ? RawHttpServer.Call::reset : RawHttpServer.Call::hangUp)) {
            assertThat(child(
                            List.of("https://127.0.0.1:" + vendor.port() + "/orders"),
                            own.flags().toArray(String[]::new)))
                    .contains("broke after the request was sent");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-2")
    void a_dead_address_is_skipped_and_the_order_sent_once() throws Exception {
        Path hosts = Files.writeString(
                Files.createTempFile("hosts", ""), "127.0.0.2 vendor.example\n127.0.0.1 vendor.example\n");
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"))) {
            assertThat(child(List.of("http://vendor.example:" + vendor.port() + "/"), "-Djdk.net.hosts.file=" + hosts))
                    .contains("status 200");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    /** A share of the connect timeout each would be 5 s for the first. */
    @Test
    @Tag("fault-2")
    void a_silent_address_is_skipped_and_the_order_sent_once() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"));
                FullPort dead = new FullPort(InetAddress.getByName("127.0.0.2"), vendor.port())) {
            Path hosts = Files.writeString(
                    Files.createTempFile("hosts", ""),
                    dead.address().getHostString() + " vendor.example\n127.0.0.1 vendor.example\n");
            assertThat(child(List.of("http://vendor.example:" + vendor.port() + "/"), "-Djdk.net.hosts.file=" + hosts))
                    .contains("status 200");
            assertThat(vendor.requests()).hasSize(1);
            assertThat(vendor.connections()).isEqualTo(1);
        }
    }

    private static Path logEverything() throws IOException {
        return Files.writeString(
                Files.createTempFile("logging", ".properties"),
                "handlers=java.util.logging.ConsoleHandler\n.level=ALL\njava.util.logging.ConsoleHandler.level=ALL\n");
    }

    @Test
    @Tag("fault-16")
    @Tag("fault-125")
    @Tag("fault-179")
    void a_loopback_vendor_is_reached_without_a_proxy() throws Exception {
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
