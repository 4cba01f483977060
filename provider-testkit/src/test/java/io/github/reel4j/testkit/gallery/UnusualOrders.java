package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.LeakMutants.keyOf;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Violation;
import io.github.reel4j.spi.ForwardingProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/** Correct providers that treat some orders, or secrets, in an unusual way, which must pass the suite. */
final class UnusualOrders {

    /** The logger of an HTTP client that many programs use. */
    private static final Logger CLIENT = Logger.getLogger("org.apache.hc.client5.http.headers");

    private UnusualOrders() {}

    static List<ContractMutant> all() {
        return List.of(
                provider("callbacks for its first model only", (right, config) -> new ForwardingProvider(right) {
                    @Override
                    public List<Violation> violations(ResolvedRequest order) {
                        return order.callback().isPresent()
                                        && !order.model().id().equals(AcmeModels.PLAIN)
                                ? List.of(new Violation(
                                        "callback",
                                        Optional.empty(),
                                        "is for acme-1 only",
                                        Optional.of(AcmeModels.at("notify"))))
                                : List.of();
                    }
                }),
                provider(
                        "an HTTP client that logs its headers at FINE",
                        (right, config) -> right.generator(order -> {
                            CLIENT.fine(() -> "http-outgoing-0 >> X-Acme-Key: " + keyOf(config));
                            return right.generator().submit(order);
                        })));
    }

    private static ContractMutant provider(String name, ContractMutant.Recipe recipe) {
        return new ContractMutant(name, Set.of(), AcmeStyle.defaultStyle(), recipe);
    }
}
