package io.github.reel4j.provider.apixo;

import io.github.reel4j.fuzz.Judge;
import io.github.reel4j.model.ResolvedRequest;

/** Whatever answers an order. */
public final class ApixoSubmitFuzz {

    private static final CannedApixo APIXO = new CannedApixo();
    private static final ResolvedRequest ORDER = APIXO.order();

    private ApixoSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] reply) {
        APIXO.vendor().answers(reply);
        Judge.submitted(APIXO.provider().generator().submit(ORDER), reply);
    }
}
