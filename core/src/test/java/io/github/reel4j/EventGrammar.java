package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.TaskRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar that {@link ClientEvent} documents. Each event is one letter, and each order is one word. */
final class EventGrammar {

    private static final Map<Class<? extends ClientEvent>, Character> LETTERS = Map.ofEntries(
            Map.entry(ClientEvent.OrderPriced.class, 'p'),
            Map.entry(ClientEvent.PermitRequested.class, 'w'),
            Map.entry(ClientEvent.SubmitStarted.class, 's'),
            Map.entry(ClientEvent.RetryScheduled.class, 'r'),
            Map.entry(ClientEvent.FallbackTaken.class, 'b'),
            Map.entry(ClientEvent.OrderFailed.class, 'x'),
            Map.entry(ClientEvent.PollFinished.class, 'P'),
            Map.entry(ClientEvent.StatusChanged.class, 'S'),
            Map.entry(ClientEvent.TaskFinished.class, 'T'),
            Map.entry(ClientEvent.DownloadStarted.class, 'D'),
            Map.entry(ClientEvent.BytesReceived.class, 'B'),
            Map.entry(ClientEvent.DownloadFinished.class, 'E'),
            Map.entry(ClientEvent.LinkExpired.class, 'X'),
            Map.entry(ClientEvent.CallbackReceived.class, 'c'),
            Map.entry(ClientEvent.JournalWriteFailed.class, 'j'));

    /** All letters; {@code f} and {@code a} are a submit that has failed, and one that was accepted. */
    static final String ALPHABET = "pwsfarbxPSTDBEXcj";

    private static final String TASK = "(PS?T?|D|B|E|X|j)*";
    private static final String UNSENT = "(x" + TASK + "|b)";
    private static final Pattern ORDER = Pattern.compile("p?" + UNSENT
            + "|p(wsfr)*w?j?" + UNSENT
            + "|p(wsfr)*wsfj?" + UNSENT
            + "|p(wsfr)*wsaj?x?" + TASK
            + "|" + TASK);

    private EventGrammar() {}

    /** Returns the words of all orders, by order id; those of tasks without an order, by task. */
    static Map<Object, String> words(List<ClientEvent> events) {
        Map<Object, String> words = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            ClientEvent event = events.get(i);
            Object key = Optional.<Object>empty()
                    .or(event.order()::order)
                    .or(() -> event.order().task().map(TaskRef::key))
                    .orElse("event " + i);
            words.merge(key, String.valueOf(letter(event)), String::concat);
        }
        return words;
    }

    static char letter(ClientEvent event) {
        return event instanceof ClientEvent.SubmitFinished finished
                ? finished.failure().isPresent() ? 'f' : 'a'
                : Optional.ofNullable(LETTERS.get(event.getClass())).orElseThrow();
    }

    /** Checks that {@code word} is the complete sequence of one order. */
    static boolean accepts(String word) {
        int sent = word.indexOf('s');
        int firstCallback = word.indexOf('c');
        boolean foreign = word.indexOf('p') < 0;
        return ORDER.matcher(word.replace("c", "")).matches()
                && areDownloadsPaired(word)
                && (firstCallback < 0 || foreign || (sent >= 0 && sent < firstCallback));
    }

    private static boolean areDownloadsPaired(String word) {
        int open = 0;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            open += letter == 'D' ? 1 : letter == 'E' ? -1 : 0;
            if (open < 0 || (letter == 'B' && open == 0)) {
                return false;
            }
        }
        return open == 0;
    }

    static void check(List<ClientEvent> events) {
        assertThat(words(events))
                .allSatisfy((order, word) -> assertThat(accepts(word))
                        .as("the events %s of %s follow the grammar", word, order)
                        .isTrue());
    }
}
