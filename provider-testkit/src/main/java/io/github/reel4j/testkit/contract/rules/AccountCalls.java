package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.SampleMediaFile;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes calls with the providers of several accounts, alternately and on one thread. */
record AccountCalls(ContractContext context, Simulator vendor, Operation operation) {

    /**
     * A provider of one account.
     *
     * @param key its key
     * @param otherKey the key of the other account
     */
    record Account(VideoProvider provider, String key, String otherKey) {}

    /** Calls each port with one account after the other before it calls the next port. */
    void alternate(List<Account> accounts) {
        Map<Account, TaskRef> tasks = new LinkedHashMap<>();
        for (Account account : accounts) {
            // some providers send nothing for a task that has ended
            vendor.nextTask().queued(Duration.ofMinutes(5));
            call(
                            "a submit",
                            RequestKind.SUBMIT,
                            account,
                            () -> account.provider().generator().submit(context.resolved(operation)))
                    .peek(task -> tasks.put(account, task));
        }
        for (int round = 0; round < 2; round++) {
            tasks.forEach((account, task) -> call(
                    "a poll",
                    RequestKind.POLL,
                    account,
                    () -> account.provider().tracker().status(task)));
            accounts.forEach(this::upload);
        }
        tasks.forEach((account, task) -> account.provider()
                .canceller()
                .ifPresent(canceller -> call("a cancel", RequestKind.CANCEL, account, () -> canceller.cancel(task))));
        tasks.forEach((account, task) -> call(
                "a poll",
                RequestKind.POLL,
                account,
                () -> account.provider().tracker().status(task)));
    }

    private <T> Either<VideoFailure, T> call(
            String name, RequestKind kind, Account account, Supplier<Either<VideoFailure, T>> call) {
        RuleCheck check = check(name);
        Either<VideoFailure, T> result = context.callPort(check, call);
        check.wire().arrivals(kind).forEach(each -> requireOwnKey(check, vendor, each, account));
        return result;
    }

    private RuleCheck check(String name) {
        return context.ruleCheck("RC-802", "two providers with two keys, both with a task that runs: " + name);
    }

    private void upload(Account account) {
        ModelSpec model = context.resolved(operation).model();
        account.provider().uploader().ifPresent(uploader -> {
            RuleCheck check = check("an upload");
            Object unused = context.callPort(check, () -> uploader.upload(SampleMediaFile.acceptedBy(uploader), model));
            check.wire().arrivals().forEach(each -> requireNotOther(check, vendor, each.request(), account));
        });
    }

    /** Requires that a request of this kind has arrived, and that each has the key of the account. */
    static void requireOwnKey(RuleCheck check, Simulator vendor, RequestKind kind, Account account) {
        List<RecordedRequest> arrived = check.wire().arrivals(kind);
        check.require(!arrived.isEmpty(), "the request reaches the vendor", () -> "none arrived");
        arrived.forEach(each -> requireOwnKey(check, vendor, each, account));
    }

    private static void requireOwnKey(RuleCheck check, Simulator vendor, RecordedRequest each, Account account) {
        requireNotOther(check, vendor, each.request(), account);
        check.require(
                vendor.authenticates(each.request(), account.key()),
                "each request has the key of its provider",
                () -> "this one has no known key: " + each.request());
    }

    static void requireNotOther(RuleCheck check, Simulator vendor, ReceivedRequest request, Account account) {
        check.require(
                !vendor.authenticates(request, account.otherKey()),
                "each request has the key of its provider",
                () -> "this one has the key of the other provider: " + request);
    }
}
