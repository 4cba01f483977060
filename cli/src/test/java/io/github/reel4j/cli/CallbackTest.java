package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CallbackTest extends SimulatedVendorsTest {

    private ReelRun run;

    @BeforeEach
    void start() {
        run = run();
    }

    private ReelRun animate(String... options) {
        return animate(
                run,
                Stream.concat(Stream.of("--provider", "apixo", "-o", video()), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void a_callback_ends_the_wait_before_the_next_poll() {
        run.pollingRarely();
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("callbacks  http://127.0.0.1:")
                .contains("callback received; polling the vendor");
        assertThat(folder.resolve("dance.mp4")).exists();
        assertThat(apixo.ledger().polls()).hasSize(1);
        assertThat(apixo.ledger().submits().get(0).body())
                .contains("\"request_type\":\"callback\"")
                .contains("\"callback_url\":\"http://127.0.0.1:");
    }

    @Test
    void a_callback_recovers_an_order_whose_response_was_lost() {
        apixo.nextSubmit(Fault.connectionReset());
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("the vendor's response to the order was lost", "Nothing is ordered again");
        assertThat(folder.resolve("dance.mp4")).exists();
        assertThat(apixo.ledger().submits()).hasSize(1);
        String id = apixo.ledger().orders().get(0).taskId();
        assertThat(run.err()).contains("reel:1:apixo:animate:" + id);
    }

    @Test
    void without_a_callback_a_lost_order_stays_unknown() {
        apixo.nextTask().withCallback(CallbackScript.never());
        apixo.nextSubmit(Fault.connectionReset());
        animate("--listen", "0", "--timeout", "300ms");
        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(apixo.ledger().submits()).hasSize(1);
    }

    private ReelRun lostOrder() {
        run.with("REEL4J_CALLBACK_SECRET", "of the tests, long enough");
        apixo.nextTask().withCallback(CallbackScript.never());
        apixo.nextSubmit(Fault.connectionReset());
        animate("--listen", "0", "--timeout", "50ms");
        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        return run().with("REEL4J_CALLBACK_SECRET", "of the tests, long enough");
    }

    /** Posts the vendor's callback to another port than that of the run that ordered. */
    private int postCallback(String port) {
        String order = apixo.ledger().submits().get(0).body();
        String path = order.replaceAll("(?s).*\"callback_url\":\"http://127.0.0.1:\\d+([^\"]*)\".*", "$1");
        String body = "{\"code\":200,\"data\":{\"taskId\":\""
                + apixo.ledger().orders().get(0).taskId() + "\"}}";
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    @Test
    void after_a_restart_a_callback_recovers_an_unresolved_order() throws Exception {
        ReelRun later = lostOrder();
        CompletableFuture<ReelRun> resumed = CompletableFuture.supplyAsync(
                () -> later.reel("resume", "--all", "--listen", "0", "-o", folder.toString()));
        int status = postCallbackOnceListening(later, resumed);

        assertThat(resumed.get().code()).as(later.err()).isZero();
        assertThat(status).isEqualTo(200);
        String id = apixo.ledger().orders().get(0).taskId();
        assertThat(later.err())
                .contains(
                        "for 1 orders with an unknown outcome",
                        "a callback named the task of an order with an" + " unknown outcome: reel:1:apixo:animate:"
                                + id);
        assertThat(folder.resolve(id + ".mp4")).exists();
        assertThat(apixo.ledger().submits()).hasSize(1);
        ReelRun listed = ReelRun.withoutKeys().with("REEL4J_JOURNAL", journal().toString());
        assertThat(listed.reel("tasks").out()).containsPattern("(?m)^downloaded ");
    }

    private int postCallbackOnceListening(ReelRun listening, CompletableFuture<ReelRun> ended) {
        Pattern url = Pattern.compile("callbacks  http://127.0.0.1:(\\d+)");
        Matcher listens = url.matcher(listening.err());
        while (!listens.find() && !ended.isDone()) {
            Thread.onSpinWait();
            listens = url.matcher(listening.err());
        }
        return postCallback(listens.group(1));
    }

    @Test
    void after_a_restart_an_order_without_callback_stays_unknown() {
        ReelRun later = lostOrder().reel("resume", "--all", "--listen", "0", "--timeout", "50ms");
        assertThat(later.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(later.err()).contains("orders with an outcome that is still unknown: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--all --listen 0|--listen needs REEL4J_CALLBACK_SECRET",
                "--all --listen 65536|is not a port",
                "reel:1:x --listen 0|--listen needs --all"
            })
    void resume_rejects_an_unusable_listen_option(String options, String violation) {
        List<String> args = new ArrayList<>(List.of("resume"));
        args.addAll(List.of(options.split(" ")));
        run.reel(args.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(violation);
    }

    @Test
    void polling_replaces_a_lost_callback() {
        apixo.nextTask().withCallback(CallbackScript.never());
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("dance.mp4")).exists();
    }

    @Test
    void the_built_in_simulator_sends_callbacks() {
        ReelRun simulated =
                animate(ReelRun.withoutKeys(), "--provider", "apixo", "--simulate", "--listen", "0", "--no-wait");
        assertThat(simulated.code()).as(simulated.err()).isZero();
    }

    @Test
    void listening_fails_for_a_vendor_without_callbacks() {
        ReelRun text = ReelRun.withoutKeys();
        text.reel("text", "A heron at dawn", "--provider", "pixazo", "--simulate", "--listen", "0");
        assertThat(text.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(text.err()).contains("UNSUPPORTED").contains("'pixazo' documents no callbacks");
    }

    @Test
    void a_dry_run_redacts_the_token_of_the_callback_url() {
        animate("--callback-url", "https://example.com/hooks", "--listen", "8123", "--dry-run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"callback_url\":\"https://example.com/hooks/apixo/***\"");
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--callback-url https://example.com/hooks|needs --listen PORT",
                "--listen 65536|is not a port",
                "--listen -1|is not a port",
                "--listen 0 --callback-url http://example.com/hooks|must be an https URL",
                "--listen 0 --callback-url https://me:pw@example.com|must be an https URL",
                "--listen 0 --callback-url https://example.com/?a=b|must be an https URL"
            })
    void invalid_callback_options_fail_before_the_order(String options, String violation) {
        animate(options.split(" "));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(violation).doesNotContain("me:pw");
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void a_remote_vendor_needs_a_callback_url() {
        ReelRun remote = ReelRun.withoutKeys().with("APIXO_API_KEY", ReelRun.KEY);
        animate(remote, "--provider", "apixo", "--yes", "--listen", "0");
        assertThat(remote.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(remote.err()).contains("needs --callback-url");
    }

    @Test
    void a_port_in_use_fails_before_the_order() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            animate("--listen", String.valueOf(taken.getLocalPort()));
        }
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("cannot be opened");
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
