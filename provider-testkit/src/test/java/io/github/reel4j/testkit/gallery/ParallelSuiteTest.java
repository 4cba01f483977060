package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.VideoProviderContract;
import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that rules that run in parallel do not disturb one another. */
@Tag("long")
class ParallelSuiteTest {

    private static final ContractMutant RIGHT =
            new ContractMutant("right", Set.of(), AcmeStyle.defaultStyle(), (right, config) -> right);
    private static final Set<String> DEFAULTS = ConcurrentHashMap.newKeySet();
    private static final ConcurrentLinkedQueue<ProviderUnderTest> OPEN = new ConcurrentLinkedQueue<>();
    private static final List<Integer> SIZES = Collections.synchronizedList(new ArrayList<>());

    static class Suite extends VideoProviderContract {

        @Override
        protected ProviderUnderTest start() {
            DEFAULTS.add(defaults());
            ProviderUnderTest subject = new ForwardingProviderUnderTest(new ContractMutantUnderTest(RIGHT)) {
                @Override
                public void close() {
                    DEFAULTS.add(defaults());
                    OPEN.remove(this);
                    super.close();
                }
            };
            OPEN.add(subject);
            SIZES.add(OPEN.size());
            return subject;
        }

        @Override
        protected int parallelRules() {
            return 4;
        }

        @Override
        protected Optional<Path> reportFile() {
            return Optional.empty();
        }
    }

    private static String defaults() {
        return Locale.getDefault() + " " + TimeZone.getDefault().getID();
    }

    @Test
    void a_rule_that_changes_the_default_locale_runs_alone() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(Suite.class))
                .execute()
                .testEvents()
                .assertStatistics(
                        events -> events.succeeded(ContractRuleReader.rules().size()));

        assertThat(DEFAULTS).containsExactly(defaults());
        assertThat(OPEN).isEmpty();
        assertThat(Collections.max(SIZES)).isGreaterThan(1);
    }
}
