package io.github.reel4j.testkit.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules of a suite on several threads. The first rule runs alone on the caller's thread, so that a single
 * selected test is easy to debug. From the second on, all rules of the suite run ahead on a pool of threads. If no
 * thread of the pool has started a rule when its turn comes, it runs on the caller's thread. Rules that run alone start
 * when all others have ended: a lock that they wait for would keep the others from starting.
 */
final class ParallelRuleRunner {

    private static final long MAX_SECONDS_TO_STOP = 10;

    private final VideoProviderContract suite;
    private final int threads;
    private final Map<String, FutureTask<RuleRun.RuleOutcome>> runs = new LinkedHashMap<>();
    private final ReadWriteLock jvm = new ReentrantReadWriteLock();
    private @Nullable ExecutorService pool;
    private boolean started;
    /** Counts the rules that run together and have not ended. */
    private CountDownLatch together = new CountDownLatch(0);

    ParallelRuleRunner(VideoProviderContract suite, int threads) {
        this.suite = suite;
        this.threads = threads;
    }

    /** Returns the outcome of a rule. */
    RuleRun.RuleOutcome run(RuleMethod rule) throws InterruptedException {
        FutureTask<RuleRun.RuleOutcome> run = ofRule(rule);
        run.run();
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized FutureTask<RuleRun.RuleOutcome> ofRule(RuleMethod rule) {
        if (started && pool == null && threads > 1) {
            startAll();
        }
        started = true;
        return runs.computeIfAbsent(rule.id(), id -> task(rule));
    }

    private void startAll() {
        ExecutorService executor = Executors.newFixedThreadPool(threads, new RuleThreads());
        pool = executor;
        List<RuleMethod> rules = RuleMethod.all(suite.getClass());
        together = new CountDownLatch((int) rules.stream()
                .filter(rule -> !rule.runsAlone() && !runs.containsKey(rule.id()))
                .count());
        rules.forEach(rule -> runs.computeIfAbsent(rule.id(), id -> {
            FutureTask<RuleRun.RuleOutcome> task = task(rule);
            executor.execute(task);
            return task;
        }));
    }

    private FutureTask<RuleRun.RuleOutcome> task(RuleMethod rule) {
        Lock lock = rule.runsAlone() ? jvm.writeLock() : jvm.readLock();
        CountDownLatch others = together;
        return new FutureTask<>(() -> {
            try {
                if (rule.runsAlone()) {
                    others.await();
                }
                lock.lockInterruptibly();
                try {
                    return new RuleRun(suite, rule).call();
                } finally {
                    lock.unlock();
                }
            } finally {
                if (!rule.runsAlone()) {
                    others.countDown();
                }
            }
        });
    }

    /** Stops runs whose tests were not selected, and waits for their end. */
    synchronized void stop() throws InterruptedException {
        if (pool != null) {
            pool.shutdownNow();
            boolean unused = pool.awaitTermination(MAX_SECONDS_TO_STOP, TimeUnit.SECONDS);
        }
    }

    private static final class RuleThreads implements ThreadFactory {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "contract-rules-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
