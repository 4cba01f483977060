package io.github.reel4j.provider.feign;

import feign.DefaultContract;
import feign.MethodMetadata;
import feign.RequestTemplate;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads Feign interfaces, and keeps back the headers that are the same in every call: as templates they would be expanded again for
 * each, at a quarter or more of what a call allocates. Safe for use by many threads.
 */
final class ConstantHeaders extends DefaultContract {

    private final Map<String, Map<String, Collection<String>>> byMethod = new ConcurrentHashMap<>();

    @Override
    protected MethodMetadata parseAndValidateMetadata(Class<?> type, Method method) {
        MethodMetadata metadata = super.parseAndValidateMetadata(type, method);
        Map<String, Collection<String>> constant = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, Collection<String>> header :
                metadata.template().headers().entrySet()) {
            if (!String.join("", header.getValue()).contains("{")) {
                constant.put(header.getKey(), List.copyOf(header.getValue()));
            }
        }
        for (String name : constant.keySet()) {
            metadata.template().removeHeader(name);
        }
        byMethod.put(metadata.configKey(), constant);
        return metadata;
    }

    /** Those of the method that the request is made of. */
    Map<String, Collection<String>> of(RequestTemplate template) {
        return byMethod.getOrDefault(template.methodMetadata().configKey(), Map.of());
    }
}
