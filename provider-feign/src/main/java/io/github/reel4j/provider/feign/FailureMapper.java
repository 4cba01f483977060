package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.spi.Settings;

/** Turns the ways in which a call can fail into failures. What a way means depends on whether the call pays or asks. */
abstract class FailureMapper {

    private final VendorFailures failures;

    FailureMapper(VendorFailures failures) {
        this.failures = failures;
    }

    VendorFailures failures() {
        return failures;
    }

    abstract VideoFailure toFailure(TransportException problem);

    abstract VideoFailure toFailure(UndecodableBodyException problem);

    /** The kind of failure that {@code status} means, be it an HTTP status or a vendor's own code. */
    abstract FailureKind kindOf(int status, VendorError words);

    /** What to tell people beside the vendor's words. */
    abstract String adviceOn(FailureKind kind);

    VideoFailure toFailure(HttpStatusException problem) {
        return rejected(
                problem.status(),
                problem.body(),
                problem.retryAfter().orElse(""),
                problem.locationOrigin()
                        .map(origin -> " (to " + failures.redact(origin) + ", not followed)")
                        .orElse(""));
    }

    VideoFailure rejected(int status, byte[] body, String retryAfter, String remark) {
        VendorError words = failures.vendorError(body);
        FailureKind kind = kindOf(status, words);
        return told(kind, adviceOn(kind), words, status, body, retryAfter, remark);
    }

    VideoFailure told(
            FailureKind kind,
            String advice,
            VendorError words,
            int status,
            byte[] body,
            String retryAfter,
            String remark) {
        String said = words.message()
                .map(text -> ": \"" + failures.redact(text) + "\"")
                .orElse("");
        return failures.builder(
                        kind,
                        failures.vendor() + " answered " + status + remark + said + "."
                                + (advice.isEmpty() ? "" : " " + advice))
                .vendorCode(words.code().map(failures::redact))
                .vendorMessage(words.message().map(failures::redact))
                .retryAfter(failures.retryAfter(retryAfter))
                .rawResponse(failures.rawExcerpt(body))
                .build();
    }

    VideoFailure missingKey() {
        return failures.builder(
                        FailureKind.MISSING_CREDENTIALS,
                        failures.vendor() + " needs an API key. Looked in: "
                                + Settings.lookupPath(failures.vendor().value(), "api-key") + ".")
                .build();
    }
}
