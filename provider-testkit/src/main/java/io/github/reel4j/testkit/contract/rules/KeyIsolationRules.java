package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.RecordingChannel;
import io.github.reel4j.testkit.contract.support.RecordingServer;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract rule that each provider of a program sends only its own API key: RC-802. */
public interface KeyIsolationRules extends ContractRuleGroup {

    /** The number of orders that are in flight for each key. */
    int PARALLEL_ORDERS = 4;

    @Test
    @DisplayName("RC-802 two keys in one program are kept apart")
    default void isolatesApiKeys() {
        Map<String, String> ownKeys = context().subject().credentials();
        Map<String, String> otherKeys = context().subject().otherCredentials();
        VideoProvider first = context().provider();
        if (ownKeys.isEmpty() || !first.needsKey()) {
            context().notApplicable("the provider needs no key");
            return;
        }
        VideoProvider second = context().subject().with(otherKeys);
        String one = ownKeys.values().iterator().next();
        String two = otherKeys.values().iterator().next();
        context().eachOperationOnTheWire((operation, vendor) -> {
            AccountCalls.Account a = new AccountCalls.Account(first, one, two);
            AccountCalls.Account b = new AccountCalls.Account(second, two, one);
            for (AccountCalls.Account each : List.of(a, b, a, b)) {
                requireOwnKey(vendor, operation, each);
            }
            new AccountCalls(context(), vendor, operation).alternate(List.of(a, b));
            requireOwnKeysInParallel(vendor, operation, a, b);
            requireOwnUrl(operation, a, otherKeys);
        });
    }

    /** Requires the key of the account in each request of an order's life, and none in downloads. */
    private void requireOwnKey(Simulator vendor, Operation operation, AccountCalls.Account account) {
        VideoProvider provider = account.provider();
        RuleCheck submit = context().ruleCheck("RC-802", "two providers with two keys, used alternately: a submit");
        Optional<TaskRef> task = context()
                .callPort(submit, () -> provider.generator().submit(context().resolved(operation)))
                .toJavaOptional();
        AccountCalls.requireOwnKey(submit, vendor, RequestKind.SUBMIT, account);
        if (task.isEmpty()) {
            return;
        }
        context().subject().finishTasks();
        RuleCheck poll = context().ruleCheck("RC-802", "two providers with two keys, used alternately: a poll");
        Either<VideoFailure, TaskStatus> status =
                context().callPort(poll, () -> provider.tracker().status(task.get()));
        AccountCalls.requireOwnKey(poll, vendor, RequestKind.POLL, account);
        RuleCheck download = context().ruleCheck("RC-802", "two providers with two keys: a download");
        if (status.isRight() && status.get() instanceof TaskStatus.Succeeded succeeded) {
            requireNoKey(download, vendor, succeeded.video(), account);
        }
        provider.canceller().ifPresent(canceller -> {
            RuleCheck cancel = context().ruleCheck("RC-802", "two providers with two keys, used alternately: a cancel");
            // some providers send nothing for a task that has ended
            vendor.nextTask().queued(Duration.ofMinutes(5));
            Object unused = context()
                    .callPort(
                            cancel,
                            () -> provider.generator()
                                    .submit(context().resolved(operation))
                                    .flatMap(canceller::cancel));
            AccountCalls.requireOwnKey(cancel, vendor, RequestKind.CANCEL, account);
        });
        provider.uploader().ifPresent(uploader -> {
            RuleCheck upload =
                    context().ruleCheck("RC-802", "two providers with two keys, used alternately: an upload");
            ModelSpec model = context().resolved(operation).model();
            Object unused =
                    context().callPort(upload, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model));
            List<RecordedRequest> uploads = upload.wire().arrivals(RequestKind.UPLOAD);
            upload.require(!uploads.isEmpty(), "each account uploads the file", () -> "nothing was uploaded");
            // some vendors have signed URLs for uploads
            uploads.forEach(each -> AccountCalls.requireNotOther(upload, vendor, each.request(), account));
        });
    }

    private void requireNoKey(RuleCheck check, Simulator vendor, GeneratedVideo video, AccountCalls.Account account) {
        Object unused = context()
                .callPort(
                        check,
                        () -> account.provider()
                                .downloader()
                                .download(video, new RecordingChannel(), DownloadListener.NONE));
        check.wire().arrivals(RequestKind.DOWNLOAD).forEach(each -> {
            check.require(
                    !vendor.authenticates(each.request(), account.key()),
                    "a download contains no key",
                    () -> "it contains the key of its provider");
            AccountCalls.requireNotOther(check, vendor, each.request(), account);
        });
    }

    /** Requires as many requests with each key as calls of each provider, and for each task the key that ordered it. */
    private void requireOwnKeysInParallel(
            Simulator vendor, Operation operation, AccountCalls.Account a, AccountCalls.Account b) {
        RuleCheck submits = context().ruleCheck("RC-802", "two providers with two keys, used concurrently: submits");
        Map<TaskRef, AccountCalls.Account> tasks = new LinkedHashMap<>();
        inParallel(
                        List.of(a, b),
                        account ->
                                account.provider().generator().submit(context().resolved(operation)))
                .forEach(
                        (account, results) -> results.forEach(result -> result.peek(task -> tasks.put(task, account))));
        List<RecordedRequest> arrived = submits.wire().arrivals(RequestKind.SUBMIT);
        for (AccountCalls.Account account : List.of(a, b)) {
            long count = arrived.stream()
                    .filter(each -> vendor.authenticates(each.request(), account.key()))
                    .count();
            submits.require(
                    count == PARALLEL_ORDERS,
                    PARALLEL_ORDERS + " orders arrive with each key",
                    () -> count + " arrived with one of them");
        }
        RuleCheck polls = context().ruleCheck("RC-802", "two providers with two keys, used concurrently: polls");
        inParallel(
                List.copyOf(tasks.entrySet()),
                each -> each.getValue().provider().tracker().status(each.getKey()));
        for (RecordedRequest poll : polls.wire().arrivals(RequestKind.POLL)) {
            tasks.forEach((task, account) -> {
                if ((poll.request().target()
                                + poll.request().path()
                                + poll.request().body())
                        .contains(task.id())) {
                    AccountCalls.requireNotOther(polls, vendor, poll.request(), account);
                }
            });
        }
    }

    /** Makes each call in 4 threads or 1, at the same time, and returns the results by argument. */
    private static <A, R> Map<A, List<R>> inParallel(List<A> arguments, java.util.function.Function<A, R> call) {
        int times = arguments.size() == 2 ? PARALLEL_ORDERS : 1;
        ExecutorService threads = Executors.newFixedThreadPool(arguments.size() * times);
        CountDownLatch start = new CountDownLatch(1);
        try {
            Map<A, List<Future<R>>> running = new LinkedHashMap<>();
            for (int i = 0; i < times; i++) {
                for (A argument : arguments) {
                    running.computeIfAbsent(argument, each -> new ArrayList<>()).add(threads.submit(() -> {
                        start.await();
                        return call.apply(argument);
                    }));
                }
            }
            start.countDown();
            Map<A, List<R>> results = new LinkedHashMap<>();
            for (Map.Entry<A, List<Future<R>>> each : running.entrySet()) {
                for (Future<R> future : each.getValue()) {
                    results.computeIfAbsent(each.getKey(), key -> new ArrayList<>())
                            .add(future.get(30, TimeUnit.SECONDS));
                }
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a concurrent call has failed: " + e, e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Requires that each of two providers with different base URLs uses its own. */
    private void requireOwnUrl(Operation operation, AccountCalls.Account account, Map<String, String> otherKeys) {
        RuleCheck check = context().ruleCheck("RC-802", "two providers with two base URLs, used alternately");
        try (RecordingServer other =
                new RecordingServer(ServerResponse.json(401, "{\"error\": {\"message\": \"other account\"}}"))) {
            Simulator vendor = context().subject().wire().orElseThrow();
            Map<String, String> settings = new LinkedHashMap<>(otherKeys);
            settings.put("base-url", other.origin() + vendor.baseUrl().getRawPath());
            VideoProvider elsewhere = context().subject().with(settings);
            Object unused = context()
                    .callPort(
                            check, () -> elsewhere.generator().submit(context().resolved(operation)));
            check.require(
                    !other.requests().isEmpty()
                            && check.wire().arrivals(RequestKind.SUBMIT).isEmpty(),
                    "an order goes to the base URL of its provider",
                    () -> "it does not");
            Object unusedToo = context()
                    .callPort(
                            check,
                            () -> account.provider()
                                    .generator()
                                    .submit(context().resolved(operation)));
            check.require(
                    check.wire().arrivals(RequestKind.SUBMIT).size() == 1,
                    "an order goes to the base URL of its provider",
                    () -> "it does not");
            other.requests()
                    .forEach(request -> AccountCalls.requireNotOther(
                            check,
                            vendor,
                            request,
                            new AccountCalls.Account(elsewhere, account.otherKey(), account.key())));
        }
    }
}
