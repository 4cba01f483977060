package io.github.reel4j.spring.boot.test;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spring.boot.ReelConnectionDetails;
import io.github.reel4j.testkit.simulator.Ledger;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Registers the simulators in the context of a test, with the beans through which the client orders from them. Two
 * customizers with the same components share a cached context.
 *
 * @param providers the ids of the simulated providers
 * @param virtualTime whether clients and simulators share a virtual time
 */
record SimulatorContextCustomizer(List<String> providers, boolean virtualTime) implements ContextCustomizer {

    private static final String SIMULATOR = "Simulator";
    private static final String TIME = "reelVirtualTime";

    SimulatorContextCustomizer {
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("@AutoConfigureReelSimulator needs the id of a provider, for example"
                    + " @AutoConfigureReelSimulator(\"fal\").");
        }
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TemporaryJournal.replaceIn(context.getEnvironment());
        addBeans(context);
    }

    void addBeans(ConfigurableApplicationContext context) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
        ListableBeanFactory beans = context.getBeanFactory();
        if (virtualTime) {
            register(registry, TIME, VirtualTimeScheduler.class, VirtualTimeScheduler::new)
                    .setPrimary(true);
        }
        for (String provider : providers) {
            ProviderId id = ProviderId.of(provider);
            register(registry, provider + SIMULATOR, Simulator.class, () -> SimulatorLauncher.start(id, clock(beans)));
            // its owner is the simulator, which has no method to close it
            register(
                    registry,
                    provider + "Ledger",
                    Ledger.class,
                    () -> simulator(beans, provider).ledger());
        }
        register(
                        registry,
                        "reelSimulatorConnectionDetails",
                        ReelConnectionDetails.class,
                        () -> new SimulatorConnectionDetails(simulators(beans)))
                .setPrimary(true);
        register(
                registry,
                "reelSimulatorCustomizer",
                SimulatorCustomizer.class,
                () -> new SimulatorCustomizer(beans, () -> simulators(beans)));
    }

    private static <T> BeanDefinition register(
            BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> supplier) {
        RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
        registry.registerBeanDefinition(name, definition);
        return definition;
    }

    private InstantSource clock(ListableBeanFactory beans) {
        return virtualTime ? beans.getBean(TIME, VirtualTimeScheduler.class) : InstantSource.system();
    }

    private static Simulator simulator(ListableBeanFactory beans, String provider) {
        return beans.getBean(provider + SIMULATOR, Simulator.class);
    }

    private Map<ProviderId, Simulator> simulators(ListableBeanFactory beans) {
        return providers.stream().collect(Collectors.toMap(ProviderId::of, provider -> simulator(beans, provider)));
    }
}
