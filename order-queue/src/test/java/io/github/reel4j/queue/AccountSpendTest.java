package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.SubmissionStore;
import io.github.reel4j.queue.store.TableNames;
import io.github.reel4j.spending.SlidingWindowSum.Excess;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The spend limit of an account, while several workers send at the same time. */
class AccountSpendTest {

    private static final Money PRICE = Money.usd("1.00");
    private static final SpendLimit LIMIT = new SpendLimit(PRICE, Duration.ofDays(1));
    private static final int WORKERS = 6;

    private final QueueFixture fixture = new QueueFixture();
    private final SubmissionStore submissions = new SubmissionStore(new Database(fixture.database, TableNames.DEFAULT));

    /** Each intent takes so long that the others would read the sum before it is committed. */
    @BeforeEach
    void slowDown() {
        fixture.execute("create function slow() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep(0.3); return new; end $$");
        fixture.execute("create trigger slow before update on reel_order for each row execute function slow()");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Starts one attempt for each limit key at the same time, and returns how many were recorded. */
    private long startTogether(List<String> limitKeys) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(limitKeys.size());
        try {
            List<Future<Either<Excess, Boolean>>> attempts = new ArrayList<>();
            for (int i = 0; i < limitKeys.size(); i++) {
                String key = "order-" + i;
                String limitKey = limitKeys.get(i);
                fixture.place(key);
                attempts.add(threads.submit(
                        () -> submissions.startWithin(QueueFixture.attempt(key, limitKey, PRICE), LIMIT)));
            }
            long started = 0;
            for (Future<Either<Excess, Boolean>> attempt : attempts) {
                started += attempt.get().getOrElse(false) ? 1 : 0;
            }
            return started;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("fault-247")
    void workers_never_exceed_the_limit_together() throws Exception {
        List<String> sameAccount = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            sameAccount.add("pixazo/default");
        }
        assertThat(startTogether(sameAccount)).isEqualTo(1);
    }

    @Test
    @Tag("fault-247")
    void all_vendors_of_an_account_share_its_limit() throws Exception {
        assertThat(startTogether(List.of("pixazo/default", "apixo/default"))).isEqualTo(1);
    }

    @Test
    void another_account_has_a_limit_of_its_own() throws Exception {
        assertThat(startTogether(List.of("pixazo/one", "pixazo/two"))).isEqualTo(2);
    }
}
