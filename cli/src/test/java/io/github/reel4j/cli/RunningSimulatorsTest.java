package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunningSimulatorsTest {

    private static final List<String> ANIMATE =
            List.of("animate", "--image", "https://a.example/i.png", "--video", "https://a.example/v.mp4");

    @TempDir
    Path folder;

    @Test
    void without_any_key_the_simulator_is_used_and_announced() {
        ReelRun run = ReelRun.acme()
                .reel("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString());

        assertThat(run.code()).isZero();
        GoldenFile.check("simulated", run.displayed());
    }

    @Test
    void a_simulated_order_needs_no_confirmation() {
        ReelRun run = ReelRun.acme()
                .on(new TerminalCapabilities(false, true, false, true))
                .reel("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString());

        assertThat(run.code()).isZero();
        assertThat(run.err()).doesNotContain("Order it?");
    }

    @Test
    void a_key_of_any_provider_disables_the_simulator() {
        ReelRun run = ReelRun.acme().with("PIXAZO_API_KEY", ReelRun.KEY).reel("text", "a kitten");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err())
                .startsWith("MISSING_CREDENTIALS  acme needs an API key.")
                .doesNotContain("simulator");
    }

    @Test
    void a_base_url_without_a_key_disables_the_simulator() {
        ReelRun run = ReelRun.acme().with("ACME_BASE_URL", "http://127.0.0.1:9").reel("text", "a kitten");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).startsWith("MISSING_CREDENTIALS").doesNotContain("simulator");
    }

    @Test
    void the_simulate_option_ignores_key_and_base_url() {
        try (AcmeVendor vendor = new AcmeVendor(0)) {
            ReelRun run = ReelRun.acme(vendor)
                    .reel(
                            "text",
                            "a kitten",
                            "--simulate",
                            "-o",
                            folder.resolve("kitten.mp4").toString());

            assertThat(run.code()).isZero();
            assertThat(run.err()).startsWith("! --simulate: ordering from the built-in simulator at http://127.0.0.1:");
            assertThat(vendor.keys()).isEmpty();
        }
    }

    @Test
    void callbacks_have_the_secret_of_the_user_or_the_simulator() {
        VendorSimulatorFactory form = new VendorSimulatorFactory() {
            @Override
            public ProviderId id() {
                return ProviderId.of("acme");
            }

            @Override
            public Optional<String> callbackSecret() {
                return Optional.of("whsec_c2VjcmV0");
            }

            @Override
            public VendorSimulator start(int port) {
                return new AcmeVendor(port);
            }
        };
        SimulatorRegistry found = new SimulatorRegistry(Map.of("acme", form, "nova", new AcmeSimulatorFactory()));
        try (RunningSimulators running = RunningSimulators.of(found, List.of("acme", "nova"))) {
            Settings none = new Settings(Map.of(), name -> null, name -> null);

            assertThat(secret(running.applyTo(none), "acme")).isEqualTo("whsec_c2VjcmV0");
            assertThat(secret(running.applyTo(none), "nova")).isEqualTo(SimulatedProvider.CALLBACK_SECRET);
            assertThat(secret(running.applyTo(none.with("acme.callback-secret", "whsec_bWluZQ==")), "acme"))
                    .isEqualTo("whsec_bWluZQ==");
        }
    }

    private static String secret(Settings settings, String provider) {
        return settings.find(provider, "callback-secret").orElseThrow().value();
    }

    @Test
    void no_wait_warns_that_the_simulator_stops() {
        ReelRun run = ReelRun.acme().reel("text", "a kitten", "--no-wait");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("reel:1:acme:");
        assertThat(run.err()).contains("this task with it").contains("reel simulator --vendor acme --port 8080");
    }

    @Test
    void without_a_choice_the_default_vendor_is_simulated() {
        for (String option : List.of("--json", "--dry-run", "--simulate")) {
            List<String> args = new ArrayList<>(ANIMATE);
            args.add(option);
            args.addAll(List.of("-o", folder.resolve(option + ".mp4").toString()));
            ReelRun run = ReelRun.withoutKeys().reel(args.toArray(String[]::new));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out() + run.err()).contains("pixazo");
        }
    }

    @Test
    void without_the_default_vendor_a_choice_is_needed() {
        for (String option : List.of("--json", "--dry-run", "--simulate")) {
            List<String> args = new ArrayList<>(ANIMATE);
            args.addAll(List.of("--behavior", "replace", option));
            ReelRun run = ReelRun.withoutKeys().reel(args.toArray(String[]::new));

            assertThat(run.code()).isEqualTo(9);
            assertThat(run.err()).startsWith("AMBIGUOUS_PROVIDER").contains("--provider apixo");
        }
    }

    @Test
    void a_missing_operation_is_not_reported_as_a_missing_key() {
        ReelRun run = ReelRun.acme()
                .reel(
                        "animate",
                        "--behavior",
                        "replace",
                        "--image",
                        "https://a.example/i.png",
                        "--video",
                        "https://a.example/v");

        assertThat(run.code()).isNotEqualTo(4).isIn(3, 9);
    }

    @Test
    @Timeout(30)
    void the_simulator_command_prints_its_url_and_runs() throws Exception {
        ReelRun run = ReelRun.withoutKeys();
        Thread simulator = new Thread(() -> run.reel("simulator", "--vendor", "acme"));
        simulator.start();
        while (!run.err().contains("export ")) {
            Thread.onSpinWait();
        }
        String url = run.out().strip();
        ReelRun order = ReelRun.acme()
                .with("ACME_BASE_URL", url)
                .with("ACME_API_KEY", "anything")
                .reel("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString());
        simulator.interrupt();
        simulator.join(10_000);

        assertThat(order.code()).isZero();
        assertThat(order.err()).doesNotContain("built-in simulator");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out()).matches("http://127\\.0\\.0\\.1:\\d+\n");
        assertThat(run.err()).contains("export ACME_BASE_URL=" + url + " ACME_API_KEY=anything");
    }

    @Test
    void the_simulator_command_reports_invalid_options() {
        try (AcmeVendor other = new AcmeVendor(0)) {
            String port = String.valueOf(other.baseUrl().getPort());
            ReelRun taken = ReelRun.withoutKeys().reel("simulator", "--vendor", "acme", "--port", port);
            ReelRun invalid = ReelRun.withoutKeys().reel("simulator", "--port", "70000");
            ReelRun unknown = ReelRun.withoutKeys().reel("simulator", "--vendor", "nobody");

            assertThat(taken.code()).isEqualTo(2);
            assertThat(taken.err()).contains("port " + port + " cannot be opened");
            assertThat(invalid.code()).isEqualTo(2);
            assertThat(invalid.err()).contains("0 to 65535");
            assertThat(unknown.code()).isEqualTo(9);
            assertThat(unknown.err()).contains("no simulator of 'nobody'").contains("acme");
        }
    }
}
