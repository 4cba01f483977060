package io.github.reel4j.testkit.simulator;

import static io.github.reel4j.testkit.simulator.Fault.connectionReset;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static io.github.reel4j.testkit.simulator.TaskResult.failure;
import static io.github.reel4j.testkit.simulator.TaskResult.success;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.WAN_POLL;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a script affects its own task only. */
class TaskScriptTest {

    private final ManualClock clock = new ManualClock();
    private final Simulator pixazo = PixazoSimulator.builder().clock(clock).start();
    private final PixazoClient client = new PixazoClient(pixazo);

    @AfterEach
    void close() {
        pixazo.close();
    }

    @Test
    void faults_are_played_in_order_after_their_durations() throws Exception {
        pixazo.nextTask()
                .queued(20, SECONDS)
                .running(45, SECONDS)
                .endsWith(http(429).retryAfter(30, SECONDS))
                .endsWith(connectionReset())
                .endsWith(success());
        String id = client.order();
        assertThat(poll(id).body()).contains("PENDING");
        pass(20);
        assertThat(poll(id).body()).contains("RUNNING");
        pass(44);
        assertThat(poll(id).body()).contains("RUNNING");
        pass(1);
        Wire.Response limited = poll(id);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("retry-after")).isEqualTo("30");
        assertThatThrownBy(() -> poll(id)).isInstanceOf(SocketException.class);
        assertThat(poll(id).body()).contains("SUCCEEDED");
        assertThat(poll(id).body()).contains("SUCCEEDED");
    }

    @Test
    void a_fault_affects_polls_of_its_task_only() throws Exception {
        pixazo.nextTask().endsWith(http(500)).endsWith(http(503));
        String troubled = client.order();
        String other = client.order();
        assertThat(poll(other).status()).isEqualTo(200);
        assertThat(poll(troubled).status()).isEqualTo(500);
        assertThat(poll(other).status()).isEqualTo(200);
        assertThat(poll(troubled).status()).isEqualTo(503);
        assertThat(poll(troubled).status()).isEqualTo(200);
    }

    @Test
    void a_fault_without_a_duration_is_played_at_the_first_poll() throws Exception {
        pixazo.nextTask()
                .endsWith(http(500))
                .queued(10, ChronoUnit.SECONDS)
                .endsWith(http(502))
                .running(1, ChronoUnit.MINUTES);
        String id = client.order();
        assertThat(poll(id).status()).isEqualTo(500);
        assertThat(poll(id).body()).contains("PENDING");
        pass(10);
        assertThat(poll(id).status()).isEqualTo(502);
        assertThat(poll(id).body()).contains("RUNNING");
        pass(60);
        assertThat(poll(id).body()).contains("SUCCEEDED");
    }

    @Test
    void a_second_duration_replaces_the_first_unless_after_a_fault() throws Exception {
        pixazo.nextTask()
                .queued(99, SECONDS)
                .queued(0, SECONDS)
                .running(20, SECONDS)
                .endsWith(http(500))
                .running(25, SECONDS)
                .endsWith(failure("CODE", "words"));
        String id = client.order();
        pass(20);
        assertThat(poll(id).status()).isEqualTo(500);
        pass(24);
        assertThat(poll(id).body()).contains("RUNNING");
        pass(1);
        assertThat(poll(id).body()).contains("FAILED").contains("CODE").contains("words");
    }

    @Test
    void invalid_polls_and_downloads_do_not_affect_the_script() throws Exception {
        pixazo.nextTask().queued(0, SECONDS).running(0, SECONDS).endsWith(http(500));
        String id = client.order();
        assertThat(client.post(WAN_POLL, "{}").status()).isEqualTo(400);
        assertThat(Wire.send(pixazo.baseUrl(), "HEAD", "/media/" + id + ".mp4", PixazoClient.HEADERS, "")
                        .status())
                .isEqualTo(200);
        assertThat(poll(id).status()).isEqualTo(500);
    }

    @Test
    void a_reset_forgets_tasks_scripts_faults_and_ledger() throws Exception {
        String id = client.order();
        pixazo.nextTask().endsWith(http(500));
        pixazo.nextSubmit(http(500));
        pixazo.nextPoll(http(500));
        client.post("/nowhere", "{}");
        pixazo.reset();
        assertThat(pixazo.ledger().orders()).isEmpty();
        assertThat(pixazo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().rejections()).isEmpty();
        assertThat(poll(id).status()).isEqualTo(404);
        assertThat(poll(client.order()).body()).contains("PENDING");
    }

    private Wire.Response poll(String id) throws IOException {
        return client.post(WAN_POLL, "{\"task_id\": \"" + id + "\"}");
    }

    private void pass(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }
}
