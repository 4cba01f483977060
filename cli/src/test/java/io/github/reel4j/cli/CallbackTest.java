package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.CallbackScript;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CallbackTest {

    @TempDir
    Path folder;

    @TempDir
    Path state;

    private final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    private final ReelRun run = ReelRun.withoutKeys()
            .with("APIXO_BASE_URL", apixo.baseUrl().toString())
            .with("APIXO_API_KEY", ReelRun.KEY);

    @BeforeEach
    void ownJournal() {
        run.with("REEL4J_JOURNAL", journal().toString());
    }

    @AfterEach
    void close() {
        apixo.close();
        new OrderLedgers(journal(), apixo).assertNothingLost();
    }

    private Path journal() {
        return state.resolve("orders.journal");
    }

    private ReelRun animate(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "animate",
                "--provider",
                "apixo",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "-o",
                folder.resolve("dance.mp4").toString()));
        all.addAll(List.of(more));
        return run.reel(all.toArray(String[]::new));
    }

    @Test
    void the_vendor_s_callback_ends_the_wait_long_before_the_next_poll() {
        run.patient();
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("callbacks  http://127.0.0.1:").contains("a callback came; asking the vendor");
        assertThat(folder.resolve("dance.mp4")).exists();
        assertThat(apixo.ledger().polls()).hasSize(1);
        assertThat(apixo.ledger().submits().get(0).body())
                .contains("\"request_type\":\"callback\"")
                .contains("\"callback_url\":\"http://127.0.0.1:");
    }

    @Test
    void an_order_whose_answer_was_lost_is_found_by_its_callback() {
        apixo.nextSubmit(Fault.connectionReset());
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("the vendor's answer to the order was lost", "Nothing is ordered again");
        assertThat(folder.resolve("dance.mp4")).exists();
        assertThat(apixo.ledger().submits()).hasSize(1);
        String id = apixo.ledger().orders().get(0).taskId();
        assertThat(run.err()).contains("reel:1:apixo:animate:" + id);
    }

    @Test
    void without_the_callback_such_an_order_stays_unknown() {
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
        return ReelRun.withoutKeys()
                .with("APIXO_BASE_URL", apixo.baseUrl().toString())
                .with("APIXO_API_KEY", ReelRun.KEY)
                .with("REEL4J_JOURNAL", journal().toString())
                .with("REEL4J_CALLBACK_SECRET", "of the tests, long enough");
    }

    /** The vendor calls as it would have called the run that ordered, at another port. */
    private int call(String port) {
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
    void after_a_restart_an_order_of_unknown_fate_is_found_by_its_callback() throws Exception {
        ReelRun later = lostOrder();
        CompletableFuture<ReelRun> resumed = CompletableFuture.supplyAsync(
                () -> later.reel("resume", "--all", "--listen", "0", "-o", folder.toString()));
        int called = calledOnceItListens(later, resumed);

        assertThat(resumed.get().code()).as(later.err()).isZero();
        assertThat(called).isEqualTo(200);
        String id = apixo.ledger().orders().get(0).taskId();
        assertThat(later.err())
                .contains("for 1 orders of unknown fate", "a callback has found reel:1:apixo:animate:" + id);
        assertThat(folder.resolve(id + ".mp4")).exists();
        assertThat(apixo.ledger().submits()).hasSize(1);
        ReelRun listed = ReelRun.withoutKeys().with("REEL4J_JOURNAL", journal().toString());
        assertThat(listed.reel("tasks").out()).containsPattern("(?m)^delivered ");
    }

    private int calledOnceItListens(ReelRun listening, CompletableFuture<ReelRun> ended) {
        Pattern where = Pattern.compile("callbacks  http://127.0.0.1:(\\d+)");
        Matcher listens = where.matcher(listening.err());
        while (!listens.find() && !ended.isDone()) {
            Thread.onSpinWait();
            listens = where.matcher(listening.err());
        }
        return call(listens.group(1));
    }

    @Test
    void after_a_restart_without_the_callback_such_an_order_stays_unknown() {
        ReelRun later = lostOrder().reel("resume", "--all", "--listen", "0", "--timeout", "50ms");
        assertThat(later.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(later.err()).contains("1 orders are of unknown fate still");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--all --listen 0|REEL4J_CALLBACK_SECRET",
                "--all --listen 65536|is not a port",
                "reel:1:x --listen 0|--listen goes with --all"
            })
    void a_resume_that_would_listen_in_vain_is_refused(String options, String violation) {
        List<String> args = new ArrayList<>(List.of("resume"));
        args.addAll(List.of(options.split(" ")));
        run.reel(args.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(violation);
    }

    @Test
    void a_lost_callback_is_not_missed() {
        apixo.nextTask().withCallback(CallbackScript.never());
        animate("--listen", "0");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("dance.mp4")).exists();
    }

    @Test
    void the_built_in_simulator_calls_back_as_well() {
        ReelRun alone = ReelRun.withoutKeys();
        alone.reel(
                "animate",
                "--provider",
                "apixo",
                "--simulate",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--listen",
                "0",
                "--no-wait");
        assertThat(alone.code()).as(alone.err()).isZero();
    }

    @Test
    void a_vendor_without_callbacks_is_not_ordered_from() {
        ReelRun text = ReelRun.withoutKeys();
        text.reel("text", "A heron at dawn", "--provider", "pixazo", "--simulate", "--listen", "0");
        assertThat(text.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(text.err()).contains("UNSUPPORTED").contains("'pixazo' documents no callbacks");
    }

    @Test
    void a_dry_run_shows_what_would_be_asked_for_but_no_address_that_works() {
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
                "--listen 0 --callback-url http://example.com/hooks|must be an https address",
                "--listen 0 --callback-url https://me:pw@example.com|must be an https address",
                "--listen 0 --callback-url https://example.com/?a=b|must be an https address"
            })
    void callbacks_that_cannot_work_are_refused_before_anything_is_ordered(String options, String violation) {
        animate(options.split(" "));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(violation).doesNotContain("me:pw");
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void a_vendor_outside_is_not_told_to_call_this_machine() {
        ReelRun outside = ReelRun.withoutKeys().with("APIXO_API_KEY", ReelRun.KEY);
        outside.reel(
                "animate",
                "--provider",
                "apixo",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--yes",
                "--listen",
                "0");
        assertThat(outside.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(outside.err()).contains("needs --callback-url");
    }

    @Test
    void an_order_is_not_placed_where_the_port_is_taken() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            animate("--listen", String.valueOf(taken.getLocalPort()));
        }
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("cannot be had");
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
