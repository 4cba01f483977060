package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a JVM of its own, because system properties are shared by all tests. */
@Timeout(60)
class ResendFlagTest {

    /** What the child JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try {
                new DeadlineClient();
                System.out.println("built");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String child(String... flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void the_client_is_not_built_in_a_JVM_that_sends_orders_again() throws Exception {
        assertThat(child("-Djdk.httpclient.enableAllMethodRetry"))
                .contains("-Djdk.httpclient.enableAllMethodRetry")
                .contains("could be paid twice");
        assertThat(child("-Djdk.httpclient.enableAllMethodRetry=true")).contains("could be paid twice");
    }

    @Test
    void the_client_is_built_where_the_flag_is_off() throws Exception {
        assertThat(child("-Djdk.httpclient.enableAllMethodRetry=false")).contains("built");
    }
}
