package io.github.reel4j.benchmarks.caller;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Creates the callers of all measured libraries by name. */
public final class Callers {

    /** The library whose figures are divided by those of the others. */
    public static final String OURS = "reel4j";

    /** The libraries to which reel4j is compared; ratios are to the best of them. */
    public static final List<String> PEERS = List.of("dashscope-sdk", "openai-java", "google-genai");

    public static final String SAMPLE_CODE = "sample-code";

    private static final Map<String, Function<String, Caller>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(OURS, Reel4jCaller::new);
        ALL.put("reel4j-client", Reel4jClientCaller::plain);
        ALL.put("reel4j-client-meters", Reel4jClientCaller::withMeters);
        ALL.put("reel4j-client-observations", Reel4jClientCaller::withObservations);
        ALL.put("dashscope-sdk", DashScopeCaller::new);
        ALL.put("openai-java", OpenAiCaller::new);
        ALL.put("google-genai", GoogleGenAiCaller::new);
        ALL.put(SAMPLE_CODE, SampleCodeCaller::new);
        ALL.put("feign-httpclient5", HttpClient5Caller::new);
        ALL.put("raw-socket", RawSocketCaller::new);
    }

    private Callers() {}

    /** Returns the names of all measured libraries. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * Creates the caller of that name.
     *
     * @param origin the URL of the server, such as {@code http://127.0.0.1:4711}
     */
    public static Caller of(String name, String origin) {
        Function<String, Caller> maker = ALL.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("unknown caller " + name + "; use one of " + ALL.keySet());
        }
        return maker.apply(origin);
    }
}
