package io.github.reel4j.project;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words that no name may contain, because each has a standard term. CONTRIBUTING.md explains the rule. */
final class BannedWords {

    /** A word, or two words in sequence, with the term that replaces it. */
    private static final Map<String, String> REPLACEMENTS = replacements();

    /** Phrases that may contain a banned word, each with the reason. */
    static final Map<String, String> ALLOWED_PHRASES = Map.of(
            "at most", "the phrase for an upper bound",
            "at least", "the phrase for a lower bound",
            "standard webhooks", "the name of a specification",
            "is shown", "a verb in the name of a test",
            "are shown", "a verb in the name of a test",
            "not shown", "a verb in the name of a test");

    private BannedWords() {}

    /** Returns one message for each name that contains a banned word and is not allowed. */
    static List<String> violations(Collection<DeclaredName> names) {
        return names.stream()
                .flatMap(name -> bannedIn(name.words())
                        .map(word -> "%s: %s contains '%s'; use %s"
                                .formatted(name.location(), name.qualified(), word, REPLACEMENTS.get(word))))
                .toList();
    }

    /** Returns the allowed phrases that no name contains. */
    static List<String> unusedPhrases(Collection<DeclaredName> names) {
        Set<String> used = names.stream().flatMap(name -> pairs(name.words())).collect(Collectors.toSet());
        return ALLOWED_PHRASES.keySet().stream()
                .filter(phrase -> !used.contains(phrase))
                .toList();
    }

    private static Stream<String> bannedIn(List<String> words) {
        Stream<String> single = IntStream.range(0, words.size())
                .filter(i -> pairs(words.subList(Math.max(0, i - 1), Math.min(words.size(), i + 2)))
                        .noneMatch(ALLOWED_PHRASES::containsKey))
                .mapToObj(words::get);
        return Stream.concat(single, pairs(words)).filter(REPLACEMENTS::containsKey);
    }

    private static Stream<String> pairs(List<String> words) {
        return IntStream.range(1, words.size()).mapToObj(i -> words.get(i - 1) + " " + words.get(i));
    }

    private static Map<String, String> replacements() {
        Map<String, String> table = new HashMap<>();
        put(table, "max", "most", "longest", "slowest");
        put(table, "min", "least", "shortest");
        put(table, "default", "usual", "usually", "standard");
        put(table, "notify, publish or report", "tell", "tells", "told", "telling", "hear", "hears", "heard", "news");
        put(table, "response (HTTP) or result (calls)", "reply", "replies", "replied");
        put(table, "response (HTTP) or result (calls)", "answer", "answers", "answered", "answering");
        put(table, "failure or violation", "trouble", "troubles", "troubled", "complaint", "complaints", "obstacle");
        put(table, "rejection or failure", "refusal", "refusals");
        put(table, "advance or continue", "go on", "goes on", "gone on");
        put(table, "cancel or abort", "give up", "gives up", "given up");
        put(table, "rejected", "turned away");
        put(table, "adopt or restore", "take up", "takes up", "taken up");
        put(table, "start", "begin", "begins", "began", "begun");
        put(table, "lease and release", "lend", "lends", "lent");
        put(table, "priority", "worth");
        put(table, "format or redacted", "printed", "shown");
        put(table, "again or new", "anew");
        put(table, "the noun that is meant", "whoever", "nobody", "somebody", "anybody", "everybody", "stranger");
        put(table, "the noun that is meant", "strangers");
        put(table, "timeout", "patience");
        put(table, "resolve", "settle", "settles", "settled", "settling", "settlement");
        put(table, "dispatcher", "lane", "lanes");
        put(table, "test fixture", "bench");
        put(table, "check", "lesson", "lessons");
        put(table, "scheduler", "timeline", "timelines");
        put(table, "timer", "alarm", "alarms", "bell", "ring", "rings", "rung");
        put(table, "conventions", "habit", "habits");
        put(table, "outcome", "fate", "fates");
        put(table, "poll state", "sighting", "sightings");
        put(table, "rules or result", "verdict");
        put(table, "listener", "waiter", "waiters");
        put(table, "poll, request or call", "ask", "asks", "asked", "asking");
        put(table, "locale and zone", "abroad");
        put(table, "malformed", "nonsense");
        put(table, "fixture", "specimen", "specimens", "bare");
        return Map.copyOf(table);
    }

    private static void put(Map<String, String> table, String replacement, String... words) {
        for (String word : words) {
            table.put(word, replacement);
        }
    }
}
