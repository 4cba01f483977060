package io.github.reel4j.provider.pixazo;

import io.github.reel4j.fuzz.Judge;
import io.github.reel4j.model.ResolvedRequest;
import java.util.List;

/** Whatever answers an order. */
public final class PixazoSubmitFuzz {

    private static final CannedPixazo PIXAZO = new CannedPixazo();
    private static final List<ResolvedRequest> ORDERS = PIXAZO.orders();

    private PixazoSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] reply) {
        PIXAZO.vendor().answers(reply);
        ORDERS.forEach(order -> Judge.submitted(PIXAZO.provider().generator().submit(order), reply));
    }
}
