package io.github.reel4j.spring.boot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Adds the simulators to the contexts of annotated test classes. Stateless. */
final class SimulatorContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        AutoConfigureReelSimulator annotation =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureReelSimulator.class);
        return annotation == null
                ? null
                : new SimulatorContextCustomizer(List.of(annotation.value()), annotation.virtualTime());
    }
}
