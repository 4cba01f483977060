package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import io.github.reel4j.provider.feign.SampleVendor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first request of a program loads only classes that it needs, because each delays it. */
@Timeout(60)
class FirstRequestTest {

    /** The program of the child JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            try (SingleSendHttpClient client =
                    new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(Map.of())))) {
                Request request =
                        Request.create(Request.HttpMethod.POST, arguments[0], Map.of(), new byte[2], null, null);
                System.out.println("status "
                        + client.execute(request, CallOptions.nonIdempotent(Duration.ofSeconds(30)))
                                .status());
            }
        }
    }

    @Test
    void a_plain_request_loads_nothing_of_proxies_and_TLS() throws Exception {
        try (RawHttpServer vendor = new RawHttpServer(call -> call.json("{}"))) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xlog:class+load",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            vendor.url())
                    .redirectErrorStream(true)
                    .start();
            List<String> output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("status 200");
            String own = ConnectionPool.class.getPackageName() + ".";
            assertThat(output)
                    .anyMatch(line -> line.contains(own + "ConnectionPool "))
                    .noneMatch(line -> line.contains("sun.net.spi.DefaultProxySelector"))
                    .noneMatch(line -> line.contains("sun.security.ssl."))
                    // links generated methods of records
                    .noneMatch(line -> line.contains("java.lang.runtime.ObjectMethods"))
                    .noneMatch(line -> line.contains(own + "ConfiguredProxySelector "))
                    .noneMatch(line -> line.contains(own + "ProxyConnector "))
                    .noneMatch(line -> line.contains(own + "CertificateFile "))
                    .noneMatch(line -> line.contains(own + "AddressConnector "));
        }
    }
}
