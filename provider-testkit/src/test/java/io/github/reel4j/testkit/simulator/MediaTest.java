package io.github.reel4j.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaTest {

    private final ManualClock clock = new ManualClock();
    private final Simulator pixazo = PixazoSimulator.builder().clock(clock).start();
    private final PixazoClient client = new PixazoClient(pixazo);
    private String path = "";

    @BeforeEach
    void order() throws Exception {
        path = "/media/" + client.order() + ".mp4";
    }

    @AfterEach
    void close() {
        pixazo.close();
    }

    @Test
    void the_file_exists_after_the_task_has_succeeded() throws Exception {
        assertThat(get().status()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(7));
        Wire.Response whole = get();
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("content-type")).isEqualTo("video/mp4");
        assertThat(whole.header("accept-ranges")).isEqualTo("bytes");
        assertThat(whole.bytes()).hasSize(Integer.parseInt(whole.header("content-length")));
        assertThat(whole.latin1().substring(4)).startsWith("ftypisom");
        assertThat(get().latin1()).isEqualTo(whole.latin1());
    }

    @Test
    void there_is_no_file_of_an_unknown_or_failed_task() throws Exception {
        pixazo.nextTask().fails("InvalidParameter", "no");
        path = "/media/" + client.order() + ".mp4";
        clock.advance(Duration.ofSeconds(7));
        assertThat(get().status()).isEqualTo(404);
        path = "/media/../x.mp4";
        assertThat(get().status()).isEqualTo(404);
    }

    @Test
    void a_download_can_be_resumed() throws Exception {
        clock.advance(Duration.ofSeconds(7));
        byte[] whole = get().bytes();
        String tag = get().header("etag");
        Wire.Response first = get("Range", "bytes=0-999");
        assertThat(first.status()).isEqualTo(206);
        assertThat(first.header("content-range")).isEqualTo("bytes 0-999/" + whole.length);
        assertThat(first.bytes()).isEqualTo(Arrays.copyOf(whole, 1000));
        Wire.Response rest =
                Wire.send(pixazo.baseUrl(), "GET", path, Map.of("Range", "bytes=1000-", "If-Range", tag), "");
        assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        assertThat(get("Range", "bytes=-10").bytes())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 10, whole.length));
    }

    @Test
    void ranges_of_another_file_or_past_the_end() throws Exception {
        clock.advance(Duration.ofSeconds(7));
        int length = get().bytes().length;
        Wire.Response changed =
                Wire.send(pixazo.baseUrl(), "GET", path, Map.of("Range", "bytes=10-", "If-Range", "\"other\""), "");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(get("Range", "pages=1-2").status()).isEqualTo(200);
        Wire.Response past = get("Range", "bytes=" + length + "-");
        assertThat(past.status()).isEqualTo(416);
        assertThat(past.header("content-range")).isEqualTo("bytes */" + length);
    }

    @Test
    void a_download_that_carries_a_key_is_seen_in_the_ledger() throws Exception {
        get("Authorization", "Bearer secret");
        assertThat(pixazo.ledger().downloads())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("authorization")).hasValue("Bearer secret"));
    }

    @Test
    void a_download_can_go_wrong_too() throws Exception {
        clock.advance(Duration.ofSeconds(7));
        pixazo.nextDownload(Fault.cutBody());
        Wire.Response cut = get();
        assertThat(cut.bytes().length).isLessThan(Integer.parseInt(cut.header("content-length")));
        assertThat(get().status()).isEqualTo(200);
    }

    private Wire.Response get() throws Exception {
        return Wire.send(pixazo.baseUrl(), "GET", path, Map.of(), "");
    }

    private Wire.Response get(String header, String value) throws Exception {
        return Wire.send(pixazo.baseUrl(), "GET", path, Map.of(header, value), "");
    }
}
