package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Java serialization of failures. */
@Tag("fault-136")
class VideoExceptionTest {

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readObject();
        }
    }

    private static VideoFailure full(FailureKind kind) {
        return VideoFailure.builder()
                .kind(kind)
                .message("it went wrong")
                .vendorCode("E17")
                .vendorMessage("no")
                .task(SampleRequests.task())
                .retryAfter(Duration.ofMillis(1_500))
                .rawResponse("{\"code\":17}")
                .violations(
                        new Violation(
                                "size", Optional.of("9*9"), "too small", Optional.of(SampleRequests.anchor("size"))),
                        new Violation("seed", Optional.empty(), "missing", Optional.empty()))
                .previousAttempts(new FailedProviderAttempt(
                        ProviderId.of("zeta"), VideoFailure.of(FailureKind.UNREACHABLE, "no route")))
                .build();
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void a_failure_of_any_kind_survives_serialization(FailureKind kind) throws Exception {
        VideoException thrown = new VideoException(full(kind));

        VideoException read = (VideoException) read(written(thrown));

        assertThat(read.failure()).isEqualTo(full(kind));
        assertThat(read.task()).contains(SampleRequests.task());
        assertThat(read).hasMessage(thrown.getMessage());
        assertThat(read.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void a_minimal_failure_survives_serialization() throws Exception {
        VideoFailure failure = VideoFailure.of(FailureKind.UNREACHABLE, "no route");
        assertThat(((VideoException) read(written(new VideoException(failure)))).failure())
                .isEqualTo(failure);
    }

    @Test
    void a_failure_inside_other_exceptions_survives() throws Exception {
        IllegalStateException around =
                new IllegalStateException(new CompletionException(new VideoException(full(FailureKind.NO_RESULT))));
        around.addSuppressed(new VideoException(full(FailureKind.UNAVAILABLE)));

        Throwable read = (Throwable) read(written(around));

        assertThat(read)
                .cause()
                .cause()
                .isInstanceOfSatisfying(
                        VideoException.class,
                        each -> assertThat(each.failure()).isEqualTo(full(FailureKind.NO_RESULT)));
        assertThat(read.getSuppressed()[0])
                .isInstanceOfSatisfying(
                        VideoException.class, each -> assertThat(each.task()).contains(SampleRequests.task()));
    }

    @Test
    void an_unknown_kind_counts_as_possibly_billed() throws Exception {
        byte[] bytes = written(new VideoException(VideoFailure.of(FailureKind.BAD_SIGNATURE, "m")));
        String newer = new String(bytes, StandardCharsets.ISO_8859_1).replace("BAD_SIGNATURE", "NEW_SIGNATURE");

        VideoException read = (VideoException) read(newer.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read.failure().kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(read.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    @Test
    void serialization_contains_neither_key_nor_prompt() throws Exception {
        FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
        VirtualScheduler time = new VirtualScheduler();
        String prompt = "A secret kitten";
        acme.generator = request -> io.vavr.control.Either.left(VideoFailure.builder()
                .kind(FailureKind.SUBMISSION_UNKNOWN)
                .message("lost")
                .vendorMessage("not: " + prompt)
                .rawResponse("{\"prompt\":\"" + prompt + "\"}")
                .build());
        try (VideoClient client = TestClients.of(time, acme)) {
            for (String each : List.of(prompt, prompt + " that is far too long")) {
                try {
                    client.submit(SampleRequests.text(each));
                } catch (VideoException e) {
                    assertThat(new String(written(e), StandardCharsets.ISO_8859_1))
                            .doesNotContain(prompt, "sesame");
                }
            }
        }
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void violations_that_the_vendor_reports_do_not_hide_the_response() {
        VideoFailure failure = VideoFailure.builder()
                .kind(FailureKind.INVALID_REQUEST)
                .message("acme responded with 422: \"bad prompt\".")
                .vendorMessage("bad prompt")
                .violations(new Violation("prompt", Optional.empty(), "bad prompt", Optional.empty()))
                .build();
        assertThat(new VideoException(failure))
                .hasMessageStartingWith("INVALID_REQUEST  acme responded with 422: \"bad prompt\".\n  1  prompt ")
                .hasMessageEndingWith("Billed: no.");
        assertThat(failure.masked(text -> text.replace("prompt", "***")).violations())
                .containsExactly(new Violation("***", Optional.empty(), "bad ***", Optional.empty()));
    }
}
