package io.github.reel4j.project;

import java.util.Map;
import java.util.Set;

/** The readers of {@code docs/api.md}: each exported type is for one of them. */
enum ApiAudience {
    PROGRAMS("Programs that order videos"),
    SPRING_APPLICATIONS("Applications with Spring Boot"),
    PROVIDER_AUTHORS("Authors of providers"),
    TESTERS("Tests of programs and of providers");

    private static final String BASE = "io.github.reel4j";

    /** Packages that only one audience needs. */
    private static final Map<String, ApiAudience> AUDIENCES = Map.ofEntries(
            Map.entry(BASE, PROGRAMS),
            Map.entry(BASE + ".model", PROGRAMS),
            Map.entry(BASE + ".polling", PROGRAMS),
            Map.entry(BASE + ".journal", PROGRAMS),
            Map.entry(BASE + ".micrometer", PROGRAMS),
            Map.entry(BASE + ".queue", PROGRAMS),
            Map.entry(BASE + ".queue.model", PROGRAMS),
            Map.entry(BASE + ".port", PROVIDER_AUTHORS),
            Map.entry(BASE + ".spi", PROVIDER_AUTHORS),
            Map.entry(BASE + ".pricing", PROVIDER_AUTHORS),
            Map.entry(BASE + ".provider.feign", PROVIDER_AUTHORS));

    /** Ports that programs implement or call. */
    private static final Set<String> PORTS_OF_PROGRAMS =
            Set.of("ClientListener", "ContextPropagation", "OrderJournal", "Scheduler");

    /** Values that programs see only if they list models, and that providers are made of. */
    private static final Set<String> MODEL_OF_PROVIDERS = Set.of(
            "CallbackHint",
            "OfferedValue",
            "Constraint",
            "DocumentAnchor",
            "FieldSpec",
            "ModelSpec",
            "Price",
            "ReceivedCallback",
            "ResolvedRequest",
            "WireRequest");

    private final String title;

    ApiAudience(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * Returns the audience of an exported type.
     *
     * @throws IllegalStateException if no audience is known for the package
     */
    static ApiAudience of(String packageName, String type) {
        if (packageName.startsWith(BASE + ".testkit") || packageName.equals(BASE + ".spring.boot.test")) {
            return TESTERS;
        }
        if (packageName.startsWith(BASE + ".spring.boot")) {
            return SPRING_APPLICATIONS;
        }
        if (packageName.endsWith(".port") && PORTS_OF_PROGRAMS.contains(type)) {
            return PROGRAMS;
        }
        if (packageName.endsWith(".model") && MODEL_OF_PROVIDERS.contains(type)) {
            return PROVIDER_AUTHORS;
        }
        ApiAudience audience = AUDIENCES.get(packageName);
        if (audience == null) {
            throw new IllegalStateException("package " + packageName + " is exported, but has no audience here");
        }
        return audience;
    }
}
