package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.ModelJournal.Death;
import io.github.reel4j.ModelVendor.Job;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs orders through faults, polls, callbacks, cancels, closes, deaths and restarts in random order. No order is
 * billed twice, every billed task is known or reported as unknown, and every reported end is correct.
 */
@Timeout(120)
class OrderLifecycleModelTest {

    private static final int STEPS = 1_000;

    private final Random random = new Random();

    // the state that outlives a process
    private final ModelVendor vendor = new ModelVendor(random);
    private final ModelJournal journal = new ModelJournal(random);
    private final ModelCallbackRegistry books = new ModelCallbackRegistry(vendor, journal);
    private int orders;
    private int deaths;

    private Run run = new Run();

    /** One run of the program, with the results that it has not processed yet. */
    private final class Run {
        final VirtualScheduler time = new VirtualScheduler();
        final Map<String, CompletableFuture<VideoTask>> ordered = new LinkedHashMap<>();
        final List<VideoTask> recovered = new ArrayList<>();
        final List<Wanted> wanted = new ArrayList<>();
        final VideoClient client;

        Run() {
            FakeProvider provider = new FakeProvider("acme", SampleRequests.plus());
            client = TestClients.calledBack(new ForwardingScheduler(time), journal, provider);
            vendor.serve(provider, job -> callBack(job, job.id));
            client.callbacks().onRecovered(found -> recovered.add(found.task()));
        }

        CallbackResponse callBack(Job job, String named) {
            return client.callbacks()
                    .receive(job.callback, Map.of(), ("task=" + named).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A wait for a video. */
    private record Wanted(TaskRef task, CompletableFuture<GeneratedVideo> video) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Tag("fault-58")
    @Tag("fault-80")
    @Tag("fault-110")
    void no_order_is_billed_twice_or_lost_whatever_happens(long seed) {
        random.setSeed(seed);
        for (int step = 0; step < STEPS; step++) {
            living(this::act);
            if (step % 20 == 0) {
                books.check();
            }
        }
        books.check();
        assertThat(deaths).isPositive();
        assertThat(vendor.jobs()).hasSizeGreaterThan(STEPS / 20);
        bringHome();
    }

    private void living(Runnable act) {
        try {
            act.run();
        } catch (Death e) {
            // reported below as well if a caller has caught it
        }
        if (journal.died()) {
            deaths++;
            run = new Run();
        } else {
            look();
        }
    }

    private void act() {
        int dice = random.nextInt(100);
        VideoClient client = run.client;
        if (dice < 10) {
            submit("order " + orders++);
        } else if (dice < 15) {
            submitLater();
        } else if (dice < 30) {
            anyTask().ifPresent(task -> want(client.resume(task)));
        } else if (dice < 35) {
            anyTask().ifPresent(this::download);
        } else if (dice < 38) {
            anyTask().ifPresent(task -> during(() -> client.cancel(task)));
        } else if (dice < 55) {
            anyJob().ifPresent(job -> assertThat(run.callBack(job, random.nextInt(8) == 0 ? "forged" : job.id))
                    .isEqualTo(CallbackResponse.ACCEPTED));
        } else if (dice < 57) {
            anyJob().filter(job -> random.nextInt(4) == 0).ifPresent(job -> job.forgotten = true);
        } else if (dice < 60) {
            run.wanted.stream().findFirst().ifPresent(wait -> wait.video().cancel(false));
        } else if (dice == 60) {
            restart();
        } else {
            run.time.pass(Duration.ofMillis(random.nextInt(20_000)));
        }
    }

    private void restart() {
        run.client.close();
        look();
        run = new Run();
    }

    private void submit(String prompt) {
        during(() -> run.client.submit(SampleRequests.text(prompt)), failure -> books.rejected(prompt, failure))
                .ifPresent(this::ordered);
    }

    private void submitLater() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            String prompt = "order " + orders++;
            run.ordered.put(prompt, run.client.submitAsync(SampleRequests.text(prompt)));
        }
        run.time.pass(Duration.ofMillis(random.nextInt(2_000)));
        run.ordered.values().stream().filter(each -> random.nextInt(4) == 0).forEach(each -> each.cancel(false));
    }

    private void download(TaskRef task) {
        during(() -> run.client.resume(task).download(Path.of("/" + task.id() + ".mp4")));
    }

    private void want(VideoTask task) {
        run.wanted.add(new Wanted(task.ref(), task.toFuture()));
    }

    /** Processes the results that have arrived. */
    private void look() {
        run.ordered.entrySet().removeIf(entry -> {
            CompletableFuture<VideoTask> order = entry.getValue();
            if (order.isDone() && !order.isCancelled()) {
                failureOf(order)
                        .ifPresentOrElse(
                                failure -> books.rejected(entry.getKey(), failure), () -> this.ordered(order.join()));
            }
            return order.isDone();
        });
        run.recovered.forEach(task -> books.notified(task.ref()));
        run.recovered.clear();
        run.wanted.removeIf(this::endedRightly);
    }

    private void ordered(VideoTask task) {
        books.notified(task.ref());
        if (random.nextBoolean()) {
            want(task);
        }
    }

    private Optional<Job> anyJob() {
        List<Job> jobs = vendor.jobs();
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(random.nextInt(jobs.size())));
    }

    private Optional<TaskRef> anyTask() {
        List<TaskRef> tasks = books.tasks();
        return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.get(random.nextInt(tasks.size())));
    }

    private <T> Optional<T> during(Callable<T> call) {
        return during(call, failure -> assertThat(failure.kind()).isNotEqualTo(FailureKind.DEFECT));
    }

    /** Calls on a thread of its own, while time passes. */
    private <T> Optional<T> during(Callable<T> call, Consumer<VideoFailure> failed) {
        try {
            return Optional.of(run.time.passDuring(call));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VideoException thrown) {
                failed.accept(thrown.failure());
                return Optional.empty();
            }
            throw e.getCause() instanceof Death death ? death : new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<VideoFailure> failureOf(CompletableFuture<?> future) {
        return future.isCompletedExceptionally()
                ? Optional.of(future.handle((value, problem) -> ((VideoException) problem).failure())
                        .join())
                : Optional.empty();
    }

    private boolean endedRightly(Wanted wait) {
        if (wait.video().isDone() && !wait.video().isCancelled()) {
            failureOf(wait.video())
                    .ifPresentOrElse(
                            failure -> books.failed(wait.task(), failure),
                            () -> books.made(wait.task(), wait.video().join().task()));
        }
        return wait.video().isDone();
    }

    /** Resumes all open orders of the journal as {@code reel resume --all} does, and orders nothing. */
    private void bringHome() {
        restart(); // an order that waits for a retry would be sent
        int before = vendor.sends();
        for (int round = 0; round < 20; round++) {
            for (OrderSummary order : journal.orders()) {
                if (order.state().isUnfinished()) {
                    living(() -> download(order.task().orElseThrow()));
                }
            }
        }
        books.check();
        assertThat(journal.orders()).noneMatch(order -> order.state() == OrderState.RUNNING);
        assertThat(vendor.sends()).isEqualTo(before);
    }
}
