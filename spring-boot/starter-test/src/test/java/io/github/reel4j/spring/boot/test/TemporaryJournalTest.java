package io.github.reel4j.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;
import org.springframework.test.context.support.TestPropertySourceUtils;

class TemporaryJournalTest {

    private static final String PRODUCTION = "/var/lib/videos/orders.journal";

    private final StandardEnvironment environment = new StandardEnvironment();

    private String journal() {
        TemporaryJournal.replaceIn(environment);
        return String.valueOf(environment.getProperty(TemporaryJournal.PROPERTY));
    }

    @Test
    void the_journal_of_production_is_replaced() {
        environment
                .getPropertySources()
                .addLast(new MockPropertySource("application").withProperty(TemporaryJournal.PROPERTY, PRODUCTION));
        assertThat(journal()).isNotEqualTo(PRODUCTION).startsWith(System.getProperty("java.io.tmpdir"));
    }

    @Test
    void an_application_without_a_journal_gets_none() {
        assertThat(journal()).isEqualTo("null");
    }

    @Test
    void the_journal_that_a_test_sets_is_kept() {
        TestPropertySourceUtils.addInlinedPropertiesToEnvironment(environment, TemporaryJournal.PROPERTY + "=/tmp/x");
        assertThat(journal()).isEqualTo("/tmp/x");
    }
}
