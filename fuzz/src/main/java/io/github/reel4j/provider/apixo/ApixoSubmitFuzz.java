package io.github.reel4j.provider.apixo;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ResolvedRequest;

/** Fuzzes the response to an order at Apixo. */
public final class ApixoSubmitFuzz {

    private static final CannedApixo APIXO = new CannedApixo();
    private static final ResolvedRequest ORDER = APIXO.order();

    private ApixoSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        APIXO.vendor().respondWith(response);
        ResultValidator.submitted(APIXO.provider().generator().submit(ORDER), response);
    }
}
