package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.provider.feign.http.TransportException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the methods of a Feign interface when a client is created: each method must work and must not leak the key.
 */
public final class FeignInterfaceRules {

    private FeignInterfaceRules() {}

    /**
     * Checks the methods of an interface.
     *
     * @throws IllegalArgumentException with the method and what to change
     */
    public static void check(Class<?> api) {
        for (Method method : api.getMethods()) {
            String name = api.getSimpleName() + "." + method.getName();
            if (method.isDefault()) {
                throw new IllegalArgumentException(name
                        + " is a default method, which Feign cannot call on the module path."
                        + " Move it to a static method elsewhere.");
            }
            if (List.of(method.getParameterTypes()).contains(URI.class)) {
                throw new IllegalArgumentException(
                        name + " takes a URI: Feign would send the key to whatever host it names. Use the base URL.");
            }
            if (Arrays.stream(method.getExceptionTypes())
                    .noneMatch(type -> type.isAssignableFrom(TransportException.class))) {
                throw new IllegalArgumentException(name
                        + " must declare 'throws IOException': otherwise Java wraps the failure,"
                        + " and it cannot be recognised.");
            }
        }
    }
}
