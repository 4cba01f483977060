package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ModelVendor.Job;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to orders, the events of each order are a word of the grammar that {@link ClientEvent} documents.
 */
class EventGrammarTest {

    private static final int STEPS = 40;

    /** One program that orders, waits, downloads and is called back, with random faults, in virtual time. */
    private static final class Run {

        private final Random random;
        private final VirtualScheduler time = new VirtualScheduler();
        private final ModelVendor vendor;
        private final List<ClientEvent> events = Collections.synchronizedList(new ArrayList<>());
        private final List<CompletableFuture<VideoTask>> ordered = new ArrayList<>();
        private final List<TaskRef> tasks = new ArrayList<>();
        private final List<CompletableFuture<?>> waits = new ArrayList<>();
        private final VideoClient client;

        Run(long seed) {
            random = new Random(seed);
            vendor = new ModelVendor(random);
            FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
            FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());
            boolean fallback = random.nextBoolean();
            client = TestClients.observed(
                    new ForwardingScheduler(time),
                    fallback ? TestClients.KEYS.with("reel4j.provider", "acme,zeta") : TestClients.KEYS,
                    random.nextInt(10) == 0 ? Optional.of(Money.usd("0.01")) : Optional.empty(),
                    journal(),
                    List.of(events::add),
                    fallback ? new FakeProvider[] {acme, zeta} : new FakeProvider[] {acme});
            vendor.serve(acme, this::callBack);
            vendor.serve(zeta, this::callBack);
        }

        private OrderJournal journal() {
            return entry -> random.nextInt(30) == 0
                    ? Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, "no room"))
                    : Either.right(entry);
        }

        private void callBack(Job job) {
            String named = random.nextInt(8) == 0 ? "forged" : job.id;
            var unused = client.callbacks()
                    .receive(job.callback, Map.of(), ("task=" + named).getBytes(StandardCharsets.UTF_8));
        }

        List<ClientEvent> run() {
            for (int step = 0; step < STEPS; step++) {
                act();
            }
            client.close();
            time.passAll();
            return List.copyOf(events);
        }

        private void act() {
            int dice = random.nextInt(100);
            if (dice < 15) {
                during(() -> client.submit(SampleRequests.text("order " + dice + tasks.size())))
                        .ifPresent(task -> tasks.add(task.ref()));
            } else if (dice < 25) {
                ordered.add(client.submitAsync(SampleRequests.text("later " + dice)));
            } else if (dice < 28) {
                ordered.add(client.submitAsync(SampleRequests.text("a prompt that is too long for the model")));
            } else if (dice < 31) {
                anyOf(ordered).ifPresent(order -> order.cancel(false));
            } else if (dice < 45) {
                anyOf(tasks).ifPresent(task -> waits.add(client.resume(task).toFuture()));
            } else if (dice < 55) {
                anyOf(tasks).ifPresent(task -> during(() -> client.resume(task).download(Path.of("/v.mp4"))));
            } else if (dice < 58) {
                anyOf(tasks).ifPresent(task -> during(() -> client.status(task)));
            } else if (dice < 70) {
                anyOf(vendor.jobs()).ifPresent(this::callBack);
            } else {
                time.pass(Duration.ofMillis(random.nextInt(20_000)));
            }
            ordered.stream()
                    .filter(order -> order.isDone() && !order.isCompletedExceptionally())
                    .map(order -> order.join().ref())
                    .filter(task -> !tasks.contains(task))
                    .forEach(tasks::add);
        }

        private <T> Optional<T> anyOf(List<T> all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        private <T> Optional<T> during(Callable<T> call) {
            try {
                return Optional.of(time.passDuring(call));
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(VideoException.class);
                return Optional.empty();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Property(tries = 30)
    @Tag("fault-218")
    void events_of_each_order_follow_the_grammar(@ForAll long seed) {
        EventGrammar.check(new Run(seed).run());
    }

    @Property(tries = 1000)
    @Tag("long")
    void events_of_many_orders_follow_the_grammar(@ForAll long seed) {
        EventGrammar.check(new Run(seed).run());
    }

    /** Otherwise the property would prove little. Progress of downloads comes from the downloaders, which are faked. */
    @Example
    void all_events_occur_in_the_property() {
        StringBuilder seen = new StringBuilder();
        for (long seed = 0; seed < 40; seed++) {
            new Run(seed).run().forEach(event -> seen.append(EventGrammar.letter(event)));
        }
        assertThat(EventGrammar.ALPHABET.replace("B", "").chars())
                .allMatch(letter -> seen.indexOf(Character.toString(letter)) >= 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p",
                "pw",
                "pws",
                "wsa",
                "pwsfsa",
                "pwsfr",
                "pwsfwsfx",
                "pwsaS",
                "pwsaPTS",
                "pwsaPSST",
                "xb",
                "pxb",
                "pwsfxx",
                "pwsaE",
                "pwsaD",
                "pwsaB",
                "pcx",
                "pwsafx",
                "ppwsa",
                "pwsabx",
                "bpwsa",
                "pwsaxb",
                "Px"
            })
    void other_sequences_are_no_words(String word) {
        assertThat(EventGrammar.accepts(word)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "b", "px", "pwjx", "pwsfrwsfb", "pwscajxPSPSTcDBEDE", "PPST", "c", "pwsfrjx", "pwsfxcP"})
    void sequences_of_the_grammar_are_words(String word) {
        assertThat(EventGrammar.accepts(word)).isTrue();
    }
}
