package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.SecretForms;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import java.util.List;

/** Checks where requests contain an API key. */
final class KeyPlaces {

    private KeyPlaces() {}

    /** Requires that the key is in no other part of the request than a header. */
    static void requireInHeader(RuleCheck check, SecretForms secrets, RecordedRequest each) {
        ReceivedRequest request = each.request();
        String where = request.method() + " " + request.path();
        requireAbsent(check, secrets, "its URL", request.target() + " " + request.path() + request.query(), where);
        // another request may exchange the key for a token
        String body = each.kind() == RequestKind.OTHER ? "" : request.body();
        requireAbsent(check, secrets, "its body", body, where);
        requireAbsent(check, secrets, "a cookie", request.headers().getOrDefault("cookie", List.of()) + "", where);
    }

    private static void requireAbsent(RuleCheck check, SecretForms secrets, String part, String text, String where) {
        check.require(
                secrets.findIn(text).isEmpty(),
                "neither URL, body nor cookie contains the key",
                () -> part + " contains " + secrets.findIn(text).orElse("") + ": " + where);
    }
}
