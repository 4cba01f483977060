package io.github.reel4j.spring.boot.test;

import io.github.reel4j.testkit.simulator.Simulator;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Resets the simulators before each test, and fails tests that lose or repeat a billed order. Stateless. */
final class BillingCheckTestExecutionListener implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext context) {
        annotation(context)
                .ifPresent(annotation -> simulators(context).forEach(simulator -> {
                    simulator.reset();
                    simulator.requireObserved();
                }));
    }

    @Override
    public void afterTestMethod(TestContext context) {
        if (!context.hasApplicationContext()) {
            return;
        }
        annotation(context).filter(AutoConfigureReelSimulator::billingCheck).ifPresent(annotation -> {
            List<String> violations = simulators(context).stream()
                    .map(Simulator::unreportedOrders)
                    .flatMap(Optional::stream)
                    .toList();
            if (!violations.isEmpty()) {
                throw new AssertionError(String.join("\n", violations));
            }
        });
    }

    /** The context stays in the cache: a violation must not fail its end, too. */
    @Override
    public void afterTestClass(TestContext context) {
        if (context.hasApplicationContext()) {
            annotation(context).ifPresent(annotation -> simulators(context).forEach(Simulator::reset));
        }
    }

    private static Collection<Simulator> simulators(TestContext context) {
        return context.getApplicationContext().getBeansOfType(Simulator.class).values();
    }

    private static Optional<AutoConfigureReelSimulator> annotation(TestContext context) {
        return Optional.ofNullable(TestContextAnnotationUtils.findMergedAnnotation(
                context.getTestClass(), AutoConfigureReelSimulator.class));
    }
}
