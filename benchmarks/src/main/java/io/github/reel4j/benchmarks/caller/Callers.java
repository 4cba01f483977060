package io.github.reel4j.benchmarks.caller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that is measured, by name. */
public final class Callers {

    /** The one whose figures are divided by those of the others. */
    public static final String OURS = "reel4j";

    /** Other libraries; the best of them is what the ratios are to. */
    public static final List<String> PEERS = List.of("dashscope-sdk", "openai-java", "google-genai");

    public static final String SAMPLE_CODE = "sample-code";

    private static final Map<String, Function<String, Caller>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(OURS, Reel4jCaller::new);
        ALL.put("dashscope-sdk", DashScopeCaller::new);
        ALL.put("openai-java", OpenAiCaller::new);
        ALL.put("google-genai", GoogleGenAiCaller::new);
        ALL.put(SAMPLE_CODE, SampleCodeCaller::new);
        ALL.put("feign-httpclient5", HttpClient5Caller::new);
        ALL.put("raw-socket", RawSocketCaller::new);
    }

    private Callers() {}

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The one of that name.
     *
     * @param origin of the server, such as {@code http://127.0.0.1:4711}
     */
    public static Caller of(String name, String origin) {
        Function<String, Caller> maker = ALL.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("no " + name + " among " + ALL.keySet());
        }
        return maker.apply(origin);
    }
}
