package io.github.reel4j.provider.fal;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ResolvedRequest;

/** Fuzzes the response to an order at fal. */
public final class FalSubmitFuzz {

    private static final CannedFal FAL = new CannedFal();
    private static final ResolvedRequest ORDER = FAL.order();

    private FalSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        FAL.vendor().respondWith(response);
        ResultValidator.submitted(FAL.provider().generator().submit(ORDER), response);
    }
}
