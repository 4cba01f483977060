package io.github.reel4j.provider.pixazo;

import io.github.reel4j.fuzz.ResultValidator;
import io.github.reel4j.model.ResolvedRequest;
import java.util.List;

/** Fuzzes the response to an order at Pixazo. */
public final class PixazoSubmitFuzz {

    private static final CannedPixazo PIXAZO = new CannedPixazo();
    private static final List<ResolvedRequest> ORDERS = PIXAZO.orders();

    private PixazoSubmitFuzz() {}

    public static void fuzzerTestOneInput(byte[] response) {
        PIXAZO.vendor().respondWith(response);
        ORDERS.forEach(
                order -> ResultValidator.submitted(PIXAZO.provider().generator().submit(order), response));
    }
}
