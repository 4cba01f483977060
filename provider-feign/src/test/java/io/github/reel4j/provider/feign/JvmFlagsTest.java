package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own, because system properties are shared by all tests. */
@Timeout(60)
class JvmFlagsTest {

    /** What the child JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try {
                DeadlineClient client = new DeadlineClient();
                System.out.println("built");
                for (String url : arguments) {
                    Request request = Request.create(Request.HttpMethod.POST, url, Map.of(), null, null, null);
                    System.out.println("status "
                            + client.execute(request, FeignApi.within(Duration.ofSeconds(10)))
                                    .status());
                }
            } catch (IllegalStateException | IOException e) {
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

    @Test
    void the_client_is_not_built_in_a_JVM_that_sends_orders_again() throws Exception {
        assertThat(child(List.of(), "-Djdk.httpclient.enableAllMethodRetry"))
                .contains("-Djdk.httpclient.enableAllMethodRetry")
                .contains("could be paid twice");
        assertThat(child(List.of(), "-Djdk.httpclient.enableAllMethodRetry=true"))
                .contains("could be paid twice");
    }

    @Test
    void the_client_is_built_where_the_flag_is_off() throws Exception {
        assertThat(child(List.of(), "-Djdk.httpclient.enableAllMethodRetry=false"))
                .contains("built");
    }

    @Test
    void a_proxy_of_the_environment_is_not_used() throws Exception {
        try (RawServer vendor = new RawServer(call -> call.json("{}"));
                RawServer proxy = new RawServer(call -> call.json("{}"))) {
            assertThat(child(
                            List.of(vendor.url() + "/orders"),
                            "-Dhttp.proxyHost=127.0.0.1",
                            "-Dhttp.proxyPort=" + proxy.port(),
                            "-Dhttp.nonProxyHosts=",
                            "-Djava.net.useSystemProxies=true"))
                    .contains("status 200");
            assertThat(vendor.requests()).hasSize(1);
            assertThat(proxy.requests()).isEmpty();
        }
    }
}
