package io.github.reel4j.provider.feign.feign;

import feign.DefaultContract;
import feign.MethodMetadata;
import feign.RequestTemplate;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads Feign interfaces, and keeps back what is the same in every call: as templates, headers and path would be expanded again for
 * each, at a third or more of what a call allocates. Safe for use by many threads.
 */
public final class StaticPartsContract extends DefaultContract {

    /**
     * What every call of one method has.
     *
     * @param path null if it varies
     */
    record StaticParts(
            Map<String, Collection<String>> headers,
            @Nullable String path) {

        static final StaticParts NONE = new StaticParts(Map.of(), null);
    }

    private final Map<String, StaticParts> byMethod = new ConcurrentHashMap<>();

    @Override
    protected MethodMetadata parseAndValidateMetadata(Class<?> type, Method method) {
        MethodMetadata metadata = super.parseAndValidateMetadata(type, method);
        byMethod.put(metadata.configKey(), new StaticParts(extractHeaders(metadata.template()), extractPath(metadata)));
        return metadata;
    }

    /** Those of the method that the request is made of. */
    StaticParts of(RequestTemplate template) {
        return byMethod.getOrDefault(template.methodMetadata().configKey(), StaticParts.NONE);
    }

    private static Map<String, Collection<String>> extractHeaders(RequestTemplate template) {
        Map<String, Collection<String>> constant = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, Collection<String>> header : template.headers().entrySet()) {
            String value = String.join(", ", header.getValue());
            if (!value.contains("{")) {
                constant.put(header.getKey(), List.of(value));
            }
        }
        for (String name : constant.keySet()) {
            template.removeHeader(name);
        }
        return constant;
    }

    private static @Nullable String extractPath(MethodMetadata metadata) {
        RequestTemplate template = metadata.template();
        if (metadata.queryMapIndex() != null
                || template.url().contains("{")
                || !template.queries().isEmpty()) {
            return null;
        }
        String path = template.resolve(Map.of()).url();
        template.uri("");
        return path;
    }
}
