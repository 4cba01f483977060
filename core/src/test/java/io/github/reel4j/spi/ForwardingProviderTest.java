package io.github.reel4j.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingProviderTest {

    static Stream<Method> methods() {
        return Arrays.stream(VideoProvider.class.getDeclaredMethods()).filter(method -> !method.isSynthetic());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void every_method_is_delegated(Method method) throws Exception {
        VideoProvider behind = mock(VideoProvider.class);
        Object[] arguments = new Object[method.getParameterCount()]; // null for each
        method.invoke(new ForwardingProvider(behind) {}, arguments);
        assertThatCode(() -> method.invoke(verify(behind), arguments)).doesNotThrowAnyException();
    }
}
