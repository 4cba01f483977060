package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcomes of a paid call: an order, a proof that there is none, or submission unknown. */
@Timeout(20)
class SubmitOutcomeTest {

    @Test
    void a_connection_that_was_never_made_is_no_order() {
        SampleVendor gone = SampleVendor.respondingWith("200 OK", "", "{}");
        gone.close();
        VideoFailure failure = gone.submit().getLeft();

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message()).contains(". Nothing was sent.");
    }

    @Test
    void an_interrupt_before_the_first_byte_is_no_order() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"t1\"}")) {
            Thread.currentThread().interrupt();
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
            assertThat(failure.message()).endsWith(" was interrupted before the request was sent. Nothing was sent.");
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void an_interrupt_after_sending_is_submission_unknown() {
        Thread caller = Thread.currentThread();
        try (SampleVendor vendor = SampleVendor.that(call -> {
            caller.interrupt();
            call.stall();
        })) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message()).contains(" was interrupted after the request was sent. The vendor may have");
        }
    }

    @Test
    void a_broken_connection_is_submission_unknown() {
        try (SampleVendor vendor = SampleVendor.that(RawHttpServer.Call::hangUp)) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .startsWith("the connection to 127.0.0.1 broke after the request was sent. The vendor may have");
            assertThat(failure.rawResponse()).isEmpty();
            assertThat(vendor.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_truncated_response_is_kept() {
        try (SampleVendor vendor = SampleVendor.that(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"t");
            call.hangUp();
        })) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.rawResponse()).contains("{\"id\":\"t");
        }
    }

    @Test
    void an_undecodable_2xx_is_submission_unknown() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":7}")) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .startsWith("the response from acme has an unexpected value at id. The vendor may have");
            assertThat(failure.rawResponse()).contains("{\"id\":7}");
        }
    }

    @Test
    void a_decoded_2xx_is_a_response() {
        try (SampleVendor vendor = SampleVendor.respondingWith("201 Created", "", "{\"id\":\"t1\"}")) {
            VendorResponse<SampleVendor.Task> response = vendor.submit().get();

            assertThat(response.status()).isEqualTo(201);
            assertThat(response.value().id()).isEqualTo("t1");
        }
    }

    @Test
    void without_a_key_nothing_is_sent() {
        try (SampleVendor vendor = SampleVendor.withoutAKey()) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS);
            assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
            assertThat(failure.message())
                    .startsWith("acme needs an API key. Looked in: ")
                    .contains("ACME_API_KEY");
            assertThat(vendor.requests()).isZero();
        }
    }

    @Test
    void a_response_with_a_task_is_an_order() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"t1\"}")) {
            VendorResponse<SampleVendor.Task> response = vendor.submit().get();
            TaskRef task = vendor.client()
                    .toTaskRef(SampleVendor.ORDER, response.value().id(), response)
                    .get();

            assertThat(task.id()).isEqualTo("t1");
            assertThat(task.submittedAt()).isEqualTo(SampleVendor.NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"\"}", "{\"id\":\"../t1\"}", "{\"id\":\"..\"}"})
    void a_response_without_a_task_is_submission_unknown(String body) {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", body)) {
            VendorResponse<SampleVendor.Task> response = vendor.submit().get();
            VideoFailure failure = vendor.client()
                    .toTaskRef(SampleVendor.ORDER, response.value().id(), response)
                    .getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .startsWith("the response from acme has no task id in a known format. The vendor may have");
            assertThat(failure.rawResponse()).contains(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleVendor.KEY, "task-" + SampleVendor.KEY + "-1"})
    void an_echoed_key_is_not_a_task_id_and_is_masked(String id) {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"" + id + "\"}")) {
            VendorResponse<SampleVendor.Task> response = vendor.submit().get();
            VideoFailure failure = vendor.client()
                    .toTaskRef(SampleVendor.ORDER, response.value().id(), response)
                    .getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.toString()).doesNotContain(SampleVendor.KEY);
        }
    }

    @Test
    void an_echoed_callback_secret_is_masked() {
        String body = "{\"message\":\"no " + SampleVendor.CALLBACK_SECRET + "\"}";
        try (SampleVendor vendor = SampleVendor.respondingWith("401 Unauthorized", "", body)) {
            VideoFailure failure = vendor.submit().getLeft();

            assertThat(failure.vendorMessage()).contains("no ***");
            assertThat(failure.toString()).doesNotContain(SampleVendor.CALLBACK_SECRET);
        }
    }

    /** Keys for simulators are short, so an id may contain one by chance. */
    @Test
    void an_id_may_contain_a_short_key() {
        try (SampleVendor vendor = SampleVendor.respondingWith("200 OK", "", "{\"id\":\"task-1\"}", "task")) {
            VendorResponse<SampleVendor.Task> response = vendor.submit().get();

            assertThat(vendor.client()
                            .toTaskRef(SampleVendor.ORDER, response.value().id(), response)
                            .get()
                            .id())
                    .isEqualTo("task-1");
        }
    }
}
