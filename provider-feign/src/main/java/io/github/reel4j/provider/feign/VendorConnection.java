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

    private final VendorAccess access;
    private final Supplier<? extends Client> client;
    private final Runnable closing;
    private final VendorFailures failures;
    private final TaskIds taskIds;
    private final Supplier<JsonMapper> json;
    private final KeylessDownloader downloads;

    private VendorConnection(
            VendorAccess access,
            Supplier<? extends Client> client,
            Runnable closing,
            VendorFailures failures,
            TaskIds taskIds,
            Supplier<JsonMapper> json) {
        this.access = access;
        this.client = client;
        this.closing = closing;
        this.failures = failures;
        this.taskIds = taskIds;
        this.json = json;
        this.downloads =
                new KeylessDownloader(VendorAddress.isLoopback(access.baseUrl().getHost()));
    }

    /**
     * Reads the settings; nothing is sent. Under a JVM flag that prints what TLS encrypts, a vendor over https is refused, unless
     * the setting {@code allow-tls-debug} is {@code true}.
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
        TlsDebug.check(config, standardUrl);
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
        VendorAccess access = VendorAccess.of(config, standardUrl, credentials);
        TaskIds taskIds = new TaskIds(habits.taskIds(), habits.taskIdPlaces(), access.key());
        return new VendorConnection(
                access,
                transport,
                closing,
                new VendorFailures(config, redaction, json, habits, taskIds),
                taskIds,
                json);
    }

    TaskIdForm taskIds() {
        return taskIds.form();
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

    /**
     * Sends an order, once. What does not provably end without an order is {@code SUBMISSION_UNKNOWN}, with the task if the answer
     * names one, see {@link TaskIdPlaces}.
     */
    public <T> Either<VideoFailure, Reply<T>> submit(ResolvedRequest request, VendorCall<T> call) {
        return send(call, access.submitDeadline(), failures.ofSubmit(request));
    }

    /**
     * The task of an order that the vendor accepted.
     *
     * @param id as the vendor gave it; without one of a known form the fate of the order is unknown. A key that comes back is none: it
     *     would be in every text that names the task, and so would one that is a part of the id
     */
    public Either<VideoFailure, TaskRef> accepted(ResolvedRequest request, @Nullable String id, Reply<?> reply) {
        return taskIds.judge(id)
                .<Either<VideoFailure, TaskRef>>map(taskId -> Either.right(task(request, taskId)))
                .orElseGet(() -> Either.left(
                        failures.about(request).submissionUnknown("has no task id of a known form", reply)));
    }

    /**
     * The reference of the order's task, accepted now.
     *
     * @param id of a form that this vendor gives, see {@link TaskIdForm}
     */
    public TaskRef task(ResolvedRequest request, String id) {
        return failures.task(request, id);
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

    /**
     * Asks for a status, once. The vendor's reply need not name the task: the call has a connection of its own, on which nothing but its
     * own reply can come.
     */
    public <T> Either<VideoFailure, Reply<T>> poll(VendorCall<T> call) {
        return send(call, access.pollDeadline(), failures.ofPoll());
    }

    /**
     * Asks for a status, once, where the vendor's replies name the task. Such polls share connections. A reply over a used connection that
     * does not hold the task's id may be the late reply to an earlier call, so it is not believed: the connection is closed, and the same
     * is asked once more over a new one, within the same deadline.
     */
    public <T> Either<VideoFailure, Reply<T>> poll(TaskRef task, VendorCall<T> call) {
        return send(call, access.pollDeadline().naming(task.id()), failures.ofPoll());
    }

    /**
     * Asks once, over a connection of its own, where the vendor also tells by an error that its document describes what became of a task: the result of a task
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
        return downloads;
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

    /**
     * Ends calls that are not sent yet, calls that only ask, and downloads, which keep what has arrived; an order that was sent is
     * waited for until its deadline, as it may be billed. Connections and threads are gone within half a second of that, but for
     * a lookup of a name, whose daemon thread ends when the system answers. Calls from then on are refused unsent.
     */
    @Override
    public void close() {
        closing.run();
        downloads.close();
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
