package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;

/** Turns the ways in which a call can fail into failures. What a way means depends on whether the call pays or asks. */
abstract class Translation {

    private final VendorFailures failures;

    Translation(VendorFailures failures) {
        this.failures = failures;
    }

    VendorFailures failures() {
        return failures;
    }

    abstract VideoFailure of(TransportException problem);

    abstract VideoFailure of(UnreadableReplyException problem);

    /** The kind of failure that {@code status} means, be it an HTTP status or a vendor's own code. */
    abstract FailureKind kindOf(int status, ErrorText words);

    /** What to tell people beside the vendor's words. */
    abstract String adviceOn(FailureKind kind);

    VideoFailure of(RefusedReplyException problem) {
        return refused(
                problem.status(),
                problem.body(),
                problem.retryAfter().orElse(""),
                problem.locationOrigin()
                        .map(origin -> " (to " + failures.clean(origin) + ", not followed)")
                        .orElse(""));
    }

    VideoFailure refused(int status, byte[] body, String retryAfter, String remark) {
        ErrorText words = failures.words(body);
        FailureKind kind = kindOf(status, words);
        return told(kind, adviceOn(kind), words, status, body, retryAfter, remark);
    }

    VideoFailure told(
            FailureKind kind,
            String advice,
            ErrorText words,
            int status,
            byte[] body,
            String retryAfter,
            String remark) {
        String said = words.message()
                .map(text -> ": \"" + failures.clean(text) + "\"")
                .orElse("");
        return failures.start(
                        kind,
                        failures.vendor() + " answered " + status + remark + said + "."
                                + (advice.isEmpty() ? "" : " " + advice))
                .vendorCode(words.code().map(failures::clean))
                .vendorMessage(words.message().map(failures::clean))
                .retryAfter(failures.wait(retryAfter))
                .rawReply(failures.raw(body))
                .build();
    }

    VideoFailure missingKey() {
        return failures.start(
                        FailureKind.MISSING_CREDENTIALS,
                        failures.vendor() + " needs an API key. Looked in: "
                                + Settings.places(failures.vendor().value(), "api-key") + ".")
                .build();
    }
}
