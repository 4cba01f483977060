package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Client;
import feign.Request;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import io.github.reel4j.spi.VendorAddress;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One provider's way to its vendor: builds its Feign interface, makes its calls under one deadline each, and turns whatever
 * comes back into a value. Settings: {@code base-url}, {@code api-key}, {@code submit-timeout} (60 s), {@code poll-timeout}
 * (30 s). It opens no connection before a call. Thread-safe.
 */
public final class VendorConnection implements AutoCloseable {

    private static final int SHORTEST_KEY_TO_FIND = 8;

    private final VendorAccess access;
    private final Supplier<? extends Client> client;
    private final Runnable closing;
    private final VendorFailures failures;
    private final TaskIdForm taskIds;
    private final Supplier<JsonMapper> json;

    private VendorConnection(
            VendorAccess access,
            Supplier<? extends Client> client,
            Runnable closing,
            VendorFailures failures,
            TaskIdForm taskIds,
            Supplier<JsonMapper> json) {
        this.access = access;
        this.client = client;
        this.closing = closing;
        this.failures = failures;
        this.taskIds = taskIds;
        this.json = json;
    }

    /**
     * Reads the settings; nothing is sent.
     *
     * @param standardUrl the vendor's documented base URL
     * @param credentials the headers that carry the key
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting cannot be used, or Jackson or Feign is too old
     */
    public static VendorConnection of(
            ProviderConfig config, String standardUrl, Function<Secret, Map<String, String>> credentials) {
        return of(config, standardUrl, credentials, VendorHabits.USUAL);
    }

    /**
     * The same for a vendor with habits of its own.
     *
     * @param habits where it tells what went wrong, and what its ids of tasks look like
     */
    public static VendorConnection of(
            ProviderConfig config,
            String standardUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorHabits habits) {
        Libraries.check();
        Once<DeadlineClient> http = new Once<>(DeadlineClient::new);
        return over(http, () -> http.get().close(), config, standardUrl, credentials, habits);
    }

    static VendorConnection over(
            Supplier<? extends Client> transport,
            Runnable closing,
            ProviderConfig config,
            String standardUrl,
            Function<Secret, Map<String, String>> credentials,
            VendorHabits habits) {
        Redaction redaction = new Redaction(() -> Stream.concat(
                        config.apiKey().map(Secret::reveal).stream(), CallbackSignature.secrets(config).stream())
                .toList());
        Once<JsonMapper> json = new Once<>(StrictJson::mapper);
        return new VendorConnection(
                VendorAccess.of(config, standardUrl, credentials),
                transport,
                closing,
                new VendorFailures(config, redaction, json, habits.errors()),
                habits.taskIds(),
                json);
    }

    TaskIdForm taskIds() {
        return taskIds;
    }

    /** The proxy of a Feign interface; see {@link VendorCall} for the form of its methods. */
    public <T> T api(Class<T> api) {
        return FeignApi.create(
                api,
                access.baseUrl(),
                (request, options) -> client.get().execute(request, options),
                access::headers,
                json);
    }

    /** Sends an order, once. What does not provably end without an order is {@code SUBMISSION_UNKNOWN}. */
    public <T> Either<VideoFailure, Reply<T>> submit(VendorCall<T> call) {
        return send(call, access.submitDeadline(), failures.ofSubmit());
    }

    /**
     * The task of an order that the vendor accepted.
     *
     * @param id as the vendor gave it; without one of a known form the fate of the order is unknown. A key that comes back is none: it
     *     would be in every text that names the task, and so would one that is a part of the id
     */
    public Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, @Nullable String id, Reply<?> reply) {
        return taskIds.judge(id)
                .filter(taskId -> access.key()
                        .get()
                        .map(Secret::reveal)
                        .filter(each -> shows(taskId, each))
                        .isEmpty())
                .<Either<VideoFailure, TaskRef>>map(taskId -> Either.right(task(request, taskId)))
                .orElseGet(() -> Either.left(failures.submissionUnknown("has no task id of a known form", reply)));
    }

    /** Short keys are words for simulators, which an id may hold by chance. */
    private static boolean shows(String id, String key) {
        return id.equals(key) || (key.length() >= SHORTEST_KEY_TO_FIND && id.contains(key));
    }

    /**
     * The reference of the order's task, accepted now.
     *
     * @param id of a form that this vendor gives, see {@link TaskIdForm}
     */
    public TaskRef task(ResolvedRequest request, String id) {
        return new TaskRef(
                request.provider(), request.operation(), request.model().id(), id, request.digest(), failures.now());
    }

    /** Asks the vendor to stop a task, once. Where its answer cannot be used, the task's status tells what came of it. */
    public <T> Either<VideoFailure, Reply<T>> cancel(TaskRef task, VendorCall<T> call) {
        return send(call, access.pollDeadline(), failures.ofPoll())
                .mapLeft(failure -> VideoFailure.builder()
                        .from(failure)
                        .message(failure.message()
                                + " Ask for the status of the task: it may have been cancelled, or live on.")
                        .task(task)
                        .build());
    }

    /** Asks for a status, once. */
    public <T> Either<VideoFailure, Reply<T>> poll(VendorCall<T> call) {
        return send(call, access.pollDeadline(), failures.ofPoll());
    }

    /**
     * Asks once, where the vendor also tells by an error that its document describes what became of a task: the result of a task
     * that it gave up is a 422, for example.
     *
     * @param read what a 2xx says of the task
     * @param told what an error says of the task by the document, by its status and its body together; empty if nothing, and the
     *     failure is then one of the poll. It is not asked about redirects, 401 and 429, nor about bodies other than one sound JSON
     *     object of at most 8192 bytes: they never say anything of a task
     */
    public <T> Either<VideoFailure, TaskStatus> poll(
            VendorCall<T> call,
            Function<Reply<T>, Either<VideoFailure, TaskStatus>> read,
            Function<Reply<JsonNode>, Optional<TaskStatus>> told) {
        return send(
                call,
                access.pollDeadline(),
                failures.ofPoll(),
                read,
                refusal -> failures.statement(refusal).flatMap(told));
    }

    /** Words for what a reply means that the vendor's own wire records tell. */
    public VendorFailures failures() {
        return failures;
    }

    /** Fetches results without credentials. Local addresses are allowed only if the vendor itself is on this machine. */
    public VideoDownloader downloader() {
        return new KeylessDownloader(VendorAddress.isLoopback(access.baseUrl().getHost()));
    }

    /** The request that {@code order} would send through the connection it is given; nothing is sent, the key is masked. */
    public WireRequest capture(Consumer<VendorConnection> order) {
        VendorConnection capturing =
                new VendorConnection(access.masked(), CapturingClient::new, () -> {}, failures, taskIds, json);
        try {
            order.accept(capturing);
        } catch (NotSentException e) {
            return e.request().toWireRequest();
        }
        throw new IllegalStateException("the order made no request");
    }

    /** Closes what is idle at once and what is in use after its use; calls from then on are refused unsent. */
    @Override
    public void close() {
        closing.run();
    }

    private <T> Either<VideoFailure, Reply<T>> send(
            VendorCall<T> call, Request.Options deadline, Translation translation) {
        return send(call, deadline, translation, Either::right, refusal -> Optional.empty());
    }

    private <T, R> Either<VideoFailure, R> send(
            VendorCall<T> call,
            Request.Options deadline,
            Translation translation,
            Function<Reply<T>, Either<VideoFailure, R>> read,
            Function<RefusedReplyException, Optional<R>> told) {
        if (access.key().get().isEmpty()) {
            return Either.left(translation.missingKey());
        }
        Reply<T> reply;
        try {
            reply = call.send(deadline);
        } catch (TransportException e) {
            return Either.left(translation.of(e));
        } catch (RefusedReplyException e) {
            return told.apply(e)
                    .<Either<VideoFailure, R>>map(Either::right)
                    .orElseGet(() -> Either.left(translation.of(e)));
        } catch (UnreadableReplyException e) {
            return Either.left(translation.of(e));
        }
        return read.apply(reply);
    }

    /** A mapper set up as the one that reads replies, for JSON inside JSON. */
    public static JsonMapper json() {
        return StrictJson.mapper();
    }
}
