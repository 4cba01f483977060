package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests are those of the document. */
class ApixoWireTest {

    private static final String SUBMIT = "/api/v1/generateTask/wan-2-2-animate";
    private static final String CALLBACK = "https://your-server.com/callback";

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** The examples of the document; no other fields are sent. */
    static Stream<Arguments> documented_examples() {
        return Stream.of(
                argumentSet(
                        "request body, async with a callback address",
                        ApixoOrders.animate()
                                .prompt("keep the face stable and follow the motion naturally")
                                .resolution(Resolution.P480)
                                .seed(-1)
                                .option("request_type", "async")
                                .option("callback_url", CALLBACK)
                                .option("provider", "official")
                                .option("mode", "standard")
                                .build(),
                        """
                        {
                        "request_type": "async",
                        "callback_url": "https://your-server.com/callback",
                        "provider": "official",
                        "input": {
                        "mode": "standard",
                        "type": "animate",
                        "image_urls": [
                        "https://example.com/character.png"
                        ],
                        "video_urls": [
                        "https://example.com/motion.mp4"
                        ],
                        "prompt": "keep the face stable and follow the motion naturally",
                        "resolution": "480p",
                        "seed": -1
                        }
                        }"""),
                argumentSet(
                        "animate",
                        ApixoOrders.animate()
                                .prompt("keep the face stable and follow the motion naturally")
                                .seed(-1)
                                .option("provider", "official")
                                .build(),
                        """
                        {
                        "request_type": "async",
                        "provider": "official",
                        "input": {
                        "mode": "standard",
                        "type": "animate",
                        "image_urls": [
                        "https://example.com/character.png"
                        ],
                        "video_urls": [
                        "https://example.com/motion.mp4"
                        ],
                        "prompt": "keep the face stable and follow the motion naturally",
                        "resolution": "480p",
                        "seed": -1
                        }
                        }"""),
                argumentSet(
                        "replace",
                        ApixoOrders.of(Operation.REPLACE)
                                .prompt("replace the person in the motion video with the provided character")
                                .resolution(Resolution.P720)
                                .seed(42)
                                .option("request_type", "callback")
                                .option("callback_url", CALLBACK)
                                .option("provider", "official")
                                .build(),
                        """
                        {
                        "request_type": "callback",
                        "callback_url": "https://your-server.com/callback",
                        "provider": "official",
                        "input": {
                        "mode": "standard",
                        "type": "replace",
                        "image_urls": [
                        "https://example.com/character.png"
                        ],
                        "video_urls": [
                        "https://example.com/motion.mp4"
                        ],
                        "prompt": "replace the person in the motion video with the provided character",
                        "resolution": "720p",
                        "seed": 42
                        }
                        }"""));
    }

    @ParameterizedTest
    @MethodSource("documented_examples")
    void an_example_is_sent_as_in_its_document(GenerationRequest request, String printed) {
        assertThat(run.sentBody(request)).isEqualTo(VendorTestHarness.json(printed));
        ReceivedRequest received = run.vendor().ledger().requests().get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).isEqualTo(SUBMIT);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    /**
     * {@code provider}, {@code prompt} and {@code seed} have no default and are omitted; the length of the clip is
     * never sent.
     */
    @ParameterizedTest
    @EnumSource(names = {"ANIMATE", "REPLACE"})
    void unset_fields_are_sent_as_default_or_omitted(Operation operation) {
        assertThat(run.sentBody(ApixoOrders.of(operation)
                        .motionLength(Duration.ofSeconds(7))
                        .build()))
                .isEqualTo(VendorTestHarness.json(
                        "{\"request_type\":\"async\",\"input\":{\"mode\":\"standard\",\"type\":\""
                                + operation + "\",\"image_urls\":[\"" + ApixoOrders.IMAGE + "\"],\"video_urls\":[\""
                                + ApixoOrders.VIDEO + "\"],\"resolution\":\"480p\"}}"));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 42, 2147483647L})
    void a_seed_is_sent_as_a_number(long seed) {
        assertThat(run.sentBody(ApixoOrders.animate().seed(seed).build())
                        .at("/input/seed")
                        .longValue())
                .isEqualTo(seed);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "value", "official"})
    void the_vendors_routing_is_sent(String routing) {
        assertThat(run.sentBody(ApixoOrders.animate()
                                .option("provider", routing)
                                .build())
                        .get("provider")
                        .textValue())
                .isEqualTo(routing);
    }

    static List<Arguments> texts_that_are_hard_to_send() {
        return List.of(
                argumentSet("quotes", "she says \"action\" and 'cut'"),
                argumentSet("braces", "a {cat} in {{braces}} ${HOME} #{x} {"),
                argumentSet("percent signs", "100% sure, %s %d %n %20 %7B %"),
                argumentSet("backslashes", "C:\\new\\table \\u0041 \\"),
                argumentSet("line breaks", "one\ntwo\r\nthree\ttab"),
                argumentSet("json", "a\"},\"model\":\"x\",\"y\":{\"z\":\""),
                argumentSet("html", "<b>&amp;</b> a+b=c & d"),
                argumentSet("chinese", "保持面部稳定，自然跟随动作"),
                argumentSet("emoji", "🐱🏃‍♀️🌙 👩‍👩‍👧‍👦 🇨🇳"),
                argumentSet("separators and controls", "a\u2028b\u2029c\u0001d\u007Fe\uFEFFf"),
                argumentSet("10,000 emoji", "🐱".repeat(10_000)));
    }

    @ParameterizedTest
    @MethodSource("texts_that_are_hard_to_send")
    void any_prompt_is_sent_unchanged(String prompt) {
        assertThat(run.sentBody(ApixoOrders.animate().prompt(prompt).build())
                        .at("/input/prompt")
                        .textValue())
                .isEqualTo(prompt);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    void URLs_keep_their_escapes() {
        String address = "https://example.com/a%20b/%7Bc%7D.png?x=1&y=%25&z=a+b#part";
        var sent =
                run.sentBody(ApixoOrders.animate().image(address).video(address).build());
        assertThat(sent.at("/input/image_urls/0").textValue()).isEqualTo(address);
        assertThat(sent.at("/input/video_urls/0").textValue()).isEqualTo(address);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANIMATE", "REPLACE"})
    void submits_and_polls_have_only_documented_headers(Operation operation) {
        var task = run.client().submit(ApixoOrders.of(operation).build()).ref();
        var unused = run.client().status(task);
        List<ReceivedRequest> requests = run.vendor().ledger().requests();
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers())
                    .containsAllEntriesOf(Map.of("authorization", List.of("Bearer " + VendorTestHarness.KEY)));
            assertThat(request.headers().keySet())
                    .isSubsetOf(
                            "content-type",
                            "authorization",
                            "accept",
                            "content-length",
                            "host",
                            "user-agent",
                            "connection");
            assertThat(request.target() + request.body()).doesNotContain(VendorTestHarness.KEY);
        });
        assertThat(requests.get(0).headers()).containsEntry("content-type", List.of("application/json"));
    }

    @Test
    void a_poll_is_sent_as_in_its_document() {
        run.vendor().nextPoll(Fault.response(200, "application/json", "{\"code\":200,\"data\":{}}"));
        var unused = run.client().status(run.task(Operation.ANIMATE, "task_12345678"));
        ReceivedRequest received = run.vendor().ledger().polls().get(0);
        assertThat(received.method()).isEqualTo("GET");
        assertThat(received.target()).isEqualTo("/api/v1/statusTask/wan-2-2-animate?taskId=task_12345678");
        assertThat(received.body()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documented_examples")
    void a_preview_shows_the_request_with_the_key_masked(GenerationRequest request, String printed) {
        var wire = run.client().quotes(request).get(0).wire().orElseThrow();
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(wire.method()).isEqualTo("POST");
        assertThat(wire.url()).hasToString(run.vendor().baseUrl() + "/generateTask/wan-2-2-animate");
        assertThat(wire.headers().toString()).contains("***").doesNotContain(VendorTestHarness.KEY);
        assertThat(VendorTestHarness.json(wire.body())).isEqualTo(VendorTestHarness.json(printed));
    }
}
