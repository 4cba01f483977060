package io.github.reel4j.testkit.junit;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Supplies each fault that {@link VendorFaultSource} selects to a parameterized test, once. */
final class FaultArguments extends AnnotationBasedArgumentsProvider<VendorFaultSource> {

    private static final int OVERSIZE = 2 * 1024 * 1024;
    private static final List<Integer> STATUSES =
            List.of(400, 401, 402, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 501, 502, 503, 504);
    // a date in the past is a delay of zero, whatever the clock of the test
    private static final Instant PAST_DATE = Instant.parse("2001-01-01T00:00:00Z");

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, VendorFaultSource faults) {
        List<RequestKind> kinds = List.of(faults.value());
        boolean submits = kinds.isEmpty() || kinds.contains(RequestKind.SUBMIT);
        return Stream.concat(all(), submits ? beforeAccepting() : Stream.empty())
                .map(fault -> Arguments.of(Named.of(fault.toString(), fault)));
    }

    static Stream<Fault> all() {
        return Stream.of(
                        STATUSES.stream().map(Fault::http),
                        Stream.of(
                                Fault.http(429).retryAfter(1, SECONDS),
                                Fault.http(429).retryAfter(PAST_DATE),
                                Fault.http(503).retryAfter(1, SECONDS)),
                        IntStream.of(301, 302, 303, 307, 308).mapToObj(each -> Fault.redirect(each, "/elsewhere")),
                        transport())
                .flatMap(each -> each);
    }

    private static Stream<Fault> transport() {
        return Stream.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.silence(),
                Fault.headersThenSilence(),
                Fault.stall(),
                Fault.drip(Duration.ofMillis(1)),
                Fault.cutBody(),
                Fault.wrongLength(5),
                Fault.wrongLength(-5),
                Fault.emptyBody(),
                Fault.oversizeBody(OVERSIZE),
                Fault.html(),
                Fault.garbage(),
                Fault.gzip());
    }

    /** Returns the faults of submits that can also occur before the vendor has accepted the order. */
    private static Stream<Fault> beforeAccepting() {
        return all().filter(Fault::accepts).map(Fault::beforeAccepting);
    }
}
