package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.TransportException;
import java.util.List;

/**
 * Creates the {@link VideoFailure} for each way in which a call can fail. The subclasses differ for paid and for free
 * calls.
 */
abstract class FailureMapper {

    private final VendorFailureFactory failures;

    FailureMapper(VendorFailureFactory failures) {
        this.failures = failures;
    }

    VendorFailureFactory failures() {
        return failures;
    }

    abstract VideoFailure toFailure(TransportException thrown);

    abstract VideoFailure toFailure(UndecodableBodyException thrown);

    /** Returns the kind of failure for an HTTP status, or for a vendor's own code with the meaning of one. */
    abstract FailureKind kindOf(int status, VendorError error);

    /** Returns what the user can do, as sentences; empty if there is nothing to add to the vendor's message. */
    abstract String adviceOn(FailureKind kind);

    VideoFailure toFailure(HttpStatusException thrown) {
        return rejected(
                thrown.status(),
                thrown.body(),
                thrown.retryAfter().orElse(""),
                thrown.locationOrigin()
                        .map(origin -> " (redirect to " + failures.redact(origin) + ", not followed)")
                        .orElse(""));
    }

    VideoFailure rejected(int status, byte[] body, String retryAfter, String remark) {
        VendorError error = failures.vendorError(body);
        FailureKind kind = kindOf(status, error);
        return failure(kind, adviceOn(kind), error, status, body, retryAfter, remark);
    }

    VideoFailure failure(
            FailureKind kind,
            String advice,
            VendorError error,
            int status,
            byte[] body,
            String retryAfter,
            String remark) {
        String quote = error.message()
                .map(text -> ": \"" + failures.redact(text) + "\"")
                .orElse("");
        return failures.builder(
                        kind,
                        failures.vendor() + " responded with " + status + remark + quote + "."
                                + (advice.isEmpty() ? "" : " " + advice))
                .vendorCode(error.code().map(failures::redact))
                .vendorMessage(error.message().map(failures::redact))
                .retryAfter(failures.retryAfter(retryAfter))
                .violations(kind == FailureKind.INVALID_REQUEST ? failures.violations(body) : List.of())
                .rawResponse(failures.rawExcerpt(body))
                .build();
    }

    VideoFailure missingKey() {
        return failures.builder(
                        FailureKind.MISSING_CREDENTIALS,
                        failures.vendor() + " needs an API key. Looked in: "
                                + failures.config().lookupPath("api-key") + ".")
                .build();
    }
}
