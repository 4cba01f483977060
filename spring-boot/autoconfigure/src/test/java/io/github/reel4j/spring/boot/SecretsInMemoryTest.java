package io.github.reel4j.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The objects of the library hold a key as {@link Secret} only, so that no heap text of another object shows it. */
class SecretsInMemoryTest {

    private static final String KEY = "canary-key";

    @Test
    void only_a_secret_holds_the_key() {
        try (Simulator fal = FalSimulator.create()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(ReelAutoConfiguration.class))
                    .withPropertyValues(
                            "reel4j.provider=fal",
                            "reel4j.providers.fal.api-key=" + KEY,
                            "reel4j.providers.fal.options.extra-token=" + KEY,
                            "reel4j.providers.fal.callback-secret=" + KEY,
                            "reel4j.proxy=http://user:" + KEY + "@127.0.0.1:9",
                            "reel4j.callback.secret=" + KEY + "-of-16-characters",
                            "reel4j.providers.fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        assertThat(context.getBean(VideoClient.class)
                                        .submit(TextToVideoRequest.builder()
                                                .prompt("a heron")
                                                .build())
                                        .ref())
                                .isNotNull();
                        ObjectGraph graph = new ObjectGraph();
                        beans(context).forEach((name, bean) -> graph.add(name, bean));
                        assertThat(graph.holdersOf(KEY)).isSubsetOf(Secret.class.getName());
                        assertThat(graph.size()).isGreaterThan(300);
                    });
        }
    }

    @Test
    void a_text_that_holds_the_key_is_found() throws Exception {
        record Holder(List<Map<String, Optional<byte[]>>> text) {}
        ObjectGraph graph = new ObjectGraph();
        graph.add("holder", new Holder(List.of(Map.of("a", Optional.of(KEY.getBytes(StandardCharsets.UTF_8))))));
        assertThat(graph.holdersOf(KEY)).containsExactly(Holder.class.getName());
    }

    private static Map<String, ?> beans(ApplicationContext context) {
        Map<String, Object> beans = context.getBeansOfType(Object.class);
        beans.values().removeIf(bean -> !isOurs(bean.getClass()));
        return beans;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.github.reel4j.");
    }

    /** The objects of the library that can be reached from some objects, and the texts in them. Not thread-safe. */
    private static final class ObjectGraph {

        /** An object to visit, and the class of the library that holds it. */
        private record Reference(Object object, String holder) {}

        private final Deque<Reference> open = new ArrayDeque<>();
        private final Map<Object, String> texts = new IdentityHashMap<>();
        private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

        void add(String holder, @Nullable Object object) {
            if (object instanceof String || object instanceof byte[] || object instanceof char[]) {
                texts.put(object, holder);
            } else if (object != null && visited.add(object)) {
                open.add(new Reference(object, holder));
            }
        }

        int size() {
            return visited.size();
        }

        Set<String> holdersOf(String text) throws IllegalAccessException {
            while (!open.isEmpty()) {
                visit(open.remove());
            }
            Set<String> holders = new TreeSet<>();
            texts.forEach((object, holder) -> {
                String content = object instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : object instanceof char[] characters ? new String(characters) : (String) object;
                if (content.contains(text)) {
                    holders.add(holder);
                }
            });
            return holders;
        }

        private void visit(Reference reference) throws IllegalAccessException {
            Object object = reference.object();
            if (isOurs(object.getClass())) {
                visitFields(object);
            } else if (object instanceof Collection<?> elements) {
                elements.forEach(element -> add(reference.holder(), element));
            } else if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    add(reference.holder(), key);
                    add(reference.holder(), value);
                });
            } else if (object instanceof Optional<?> value) {
                add(reference.holder(), value.orElse(null));
            } else if (object instanceof AtomicReference<?> value) {
                add(reference.holder(), value.get());
            } else if (object instanceof Object[] elements) {
                for (Object element : elements) {
                    add(reference.holder(), element);
                }
            }
        }

        private void visitFields(Object object) throws IllegalAccessException {
            for (Class<?> type = object.getClass(); type != null && isOurs(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        add(type.getName(), field.get(object));
                    }
                }
            }
        }
    }
}
