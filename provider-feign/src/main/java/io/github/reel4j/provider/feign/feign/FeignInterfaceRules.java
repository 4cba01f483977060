package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.provider.feign.TransportException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Refuses Feign interfaces that would misbehave only later, in front of a paying user. */
public final class FeignInterfaceRules {

    private FeignInterfaceRules() {}

    public static void check(Class<?> api) {
        for (Method method : api.getMethods()) {
            String name = api.getSimpleName() + "." + method.getName();
            if (method.isDefault()) {
                throw new IllegalArgumentException(
                        name
                                + " has a body: Feign cannot call default methods on the module path. Make it a static method elsewhere.");
            }
            if (List.of(method.getParameterTypes()).contains(URI.class)) {
                throw new IllegalArgumentException(
                        name + " takes a URI: Feign would send the key to whatever host it names. Use the base URL.");
            }
            if (Arrays.stream(method.getExceptionTypes())
                    .noneMatch(type -> type.isAssignableFrom(TransportException.class))) {
                throw new IllegalArgumentException(
                        name
                                + " must declare 'throws TransportException': otherwise the failure arrives wrapped and unnamed.");
            }
        }
    }
}
