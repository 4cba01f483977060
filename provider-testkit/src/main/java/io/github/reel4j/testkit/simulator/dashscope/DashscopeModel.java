package io.github.reel4j.testkit.simulator.dashscope;

import io.github.reel4j.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One documented model.
 *
 * @param sizes the values of {@code parameters.size} or {@code parameters.resolution}; the first is the default. For
 *     animate, the modes
 * @param seconds the values of {@code parameters.duration}; the last one is the maximum, empty if there is no such
 *     parameter
 * @param rates the price in CNY per second, by tier or mode
 * @param maxTasks the number of tasks that run at once
 */
record DashscopeModel(
        Family family,
        List<String> sizes,
        List<Integer> seconds,
        int maxPrompt,
        Map<String, String> rates,
        int submitsPerSecond,
        int maxTasks) {

    static final Currency CNY = Currency.getInstance("CNY");

    /** A kind of model, with its own fields and results. */
    enum Family {
        TEXT,
        IMAGE,
        FRAMES,
        SPEECH,
        ANIMATE
    }

    private static final List<String> P480 = List.of("832*480", "480*832", "624*624");
    private static final List<String> P720 = List.of("1280*720", "720*1280", "960*960", "1088*832", "832*1088");
    private static final List<String> P1080 = List.of("1920*1080", "1080*1920", "1440*1440", "1632*1248", "1248*1632");
    private static final List<Integer> FIVE = List.of(5);
    private static final List<Integer> TEN = List.of(5, 10);
    private static final Map<String, String> PLUS = Map.of("480P", "0.14", "1080P", "0.70");
    private static final Map<String, String> FLASH = Map.of("480P", "0.10", "720P", "0.20", "1080P", "0.48");
    private static final Map<String, String> PREVIEW = Map.of("480P", "0.30", "720P", "0.60", "1080P", "1.00");

    /** Returns the models of a region by name. */
    static Map<String, DashscopeModel> all(boolean singapore) {
        String wan21 = singapore ? "wan2.1" : "wanx2.1";
        Map<String, DashscopeModel> all = new LinkedHashMap<>();
        all.put("wan2.2-t2v-plus", text(join(P1080, P480), FIVE, 800, PLUS, 2));
        all.put(wan21 + "-t2v-turbo", text(join(P720, P480), FIVE, 800, Map.of(), 2));
        all.put(wan21 + "-t2v-plus", text(P720, FIVE, 800, Map.of(), 2));
        all.put("wan2.5-t2v-preview", text(join(P1080, P720, P480), TEN, 1500, PREVIEW, 5));
        all.put("wan2.2-i2v-plus", image(Family.IMAGE, FIVE, 800, PLUS, 2, "1080P", "480P"));
        all.put("wan2.2-i2v-flash", image(Family.IMAGE, FIVE, 800, FLASH, 2, "720P", "480P", "1080P"));
        all.put(wan21 + "-i2v-plus", image(Family.IMAGE, FIVE, 800, Map.of("720P", "0.70"), 2, "720P"));
        all.put(
                wan21 + "-i2v-turbo",
                image(Family.IMAGE, List.of(3, 4, 5), 800, Map.of("480P", "0.24", "720P", "0.24"), 2, "720P", "480P"));
        all.put("wan2.5-i2v-preview", image(Family.IMAGE, TEN, 1500, PREVIEW, 5, "1080P", "720P", "480P"));
        all.put("wan2.2-kf2v-flash", image(Family.FRAMES, FIVE, 800, FLASH, 2, "720P", "480P", "1080P"));
        all.put(wan21 + "-kf2v-plus", image(Family.FRAMES, FIVE, 800, Map.of(), 2, "720P"));
        if (!singapore) {
            Map<String, String> rates = Map.of("480P", "0.50", "720P", "0.90");
            all.put(
                    "wan2.2-s2v",
                    new DashscopeModel(Family.SPEECH, List.of("480P", "720P"), List.of(), 0, rates, 5, 1));
        }
        for (String animate : List.of("wan2.2-animate-move", "wan2.2-animate-mix")) {
            Map<String, String> rates = Map.of("wan-std", "0.6", "wan-pro", "0.9");
            all.put(
                    animate,
                    new DashscopeModel(Family.ANIMATE, List.of("wan-std", "wan-pro"), List.of(), 0, rates, 5, 1));
        }
        return all;
    }

    private static DashscopeModel text(
            List<String> sizes, List<Integer> seconds, int maxPrompt, Map<String, String> rates, int limit) {
        return new DashscopeModel(Family.TEXT, sizes, seconds, maxPrompt, rates, limit, limit);
    }

    private static DashscopeModel image(
            Family family,
            List<Integer> seconds,
            int maxPrompt,
            Map<String, String> rates,
            int limit,
            String... tiers) {
        return new DashscopeModel(family, List.of(tiers), seconds, maxPrompt, rates, limit, limit);
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    /** Returns the price of a video; empty if it is not documented. */
    Optional<Money> price(String size, Duration length) {
        return Optional.ofNullable(rates.get(tier(size)))
                .map(rate -> new Money(new BigDecimal(rate), CNY).times(BigDecimal.valueOf(length.toMillis(), 3)));
    }

    private static String tier(String size) {
        return P480.contains(size) ? "480P" : P720.contains(size) ? "720P" : P1080.contains(size) ? "1080P" : size;
    }

    /** Returns the path below the base URL that takes its orders. */
    String path() {
        return family == Family.TEXT || family == Family.IMAGE
                ? "/services/aigc/video-generation/video-synthesis"
                : "/services/aigc/image2video/video-synthesis";
    }
}
