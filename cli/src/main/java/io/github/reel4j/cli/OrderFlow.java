package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import java.util.Optional;

/** Executes one order: checks the output file, shows the price, confirms, submits once, and downloads the video. */
final class OrderFlow {

    private final CliContext context;
    private final OrderOptions options;
    private final TerminalStreams terminal;

    OrderFlow(CliContext context, OrderOptions options) {
        this.context = context;
        this.options = options;
        this.terminal = context.terminal();
    }

    int place(GenerationRequest request) {
        OutputFile output = OutputFile.of(options.output, OutputFile.NOTHING_ORDERED);
        output.existsWarning().ifPresent(terminal::warn);
        try (OrderCallbackEndpoint callbacks = OrderCallbackEndpoint.of(terminal, options);
                ClientWithSimulators session =
                        new ClientFactory(context, options, callbacks.url()).forOrder(request.operation())) {
            session.notice().ifPresent(terminal::warn);
            context.report().put("simulated", session.isSimulated());
            Optional<VideoTask> existing = options.orderKey.flatMap(key -> existing(session, request, key));
            if (existing.isPresent()) { // before the quotes, which may fail although the video is paid for
                return deliver(session, output, existing.get(), "");
            }
            OrderQuotes quotes = OrderQuotes.of(session.client(), request);
            quotes.writeTo(context.report());
            new OrderView(terminal).showQuotes(quotes);
            quotes.failure().ifPresent(failure -> {
                throw new VideoException(failure);
            });
            if (!isConfirmed(session)) {
                context.report().put("state", "declined");
                terminal.note("nothing was ordered.");
                return ExitCodes.OK;
            }
            callbacks.serve(session.client());
            VideoTask task = submit(session, callbacks, request);
            Quote ordered = quotes.quoteOf(task.ref().provider());
            OrderQuotes.writeTo(context.report(), ordered);
            return deliver(
                    session,
                    output,
                    task,
                    DurationAndSizeFormat.typicalTime(
                            OrderQuotes.request(ordered).model()));
        }
    }

    /** Returns the task that the key already belongs to; empty if the order would be sent. */
    private Optional<VideoTask> existing(ClientWithSimulators session, GenerationRequest request, OrderKey key) {
        Optional<VideoTask> task = session.client().find(request, key);
        task.ifPresent(found -> {
            context.shutdown().resuming(found.ref());
            terminal.note("  the order with the key '" + key + "' exists. Nothing is ordered again.");
        });
        context.report().put("ordered_before", task.isPresent());
        return task;
    }

    private int deliver(ClientWithSimulators session, OutputFile output, VideoTask task, String typicalTime) {
        context.report().task(task.ref());
        new OrderView(terminal).task(task.ref());
        return options.noWait
                ? detach(session, task)
                : new TaskResultDownloader(context, output, options.timeout).deliver(task, typicalTime, !options.json);
    }

    /**
     * Whether the user agrees to the price. Orders from a built-in simulator cost nothing and need no consent.
     *
     * @throws CliException if there is no terminal for the question and no option answers it
     */
    private boolean isConfirmed(ClientWithSimulators session) {
        if (options.yes || session.isSimulated()) {
            return true;
        }
        if (terminal.capabilities().interactive()) {
            return terminal.confirm("  Order it?");
        }
        if (options.maxPrice.isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "CONFIRMATION  this order costs money, and without a terminal at stdin and stderr it cannot be"
                            + " confirmed.\n  Add --max-price USD to order up to that price, or --yes to order at any"
                            + " price."
                            + "\n  Nothing was ordered, nothing was billed.");
        }
        return true;
    }

    private VideoTask submit(ClientWithSimulators session, OrderCallbackEndpoint callbacks, GenerationRequest request) {
        CancellableOrder order = CancellableOrder.submit(session.client(), request, options.orderKey);
        context.shutdown().sending(session.isSimulated(), order::tryCancel);
        Optional<VideoTask> accepted = Optional.empty();
        try {
            accepted = Optional.of(callbacks.awaitOrder(order, options.timeout));
            return accepted.get();
        } finally {
            context.shutdown().submitReturned(accepted.map(VideoTask::ref));
        }
    }

    private int detach(ClientWithSimulators session, VideoTask task) {
        context.report().put("state", "submitted");
        context.shutdown().finish();
        if (session.isSimulated()) {
            terminal.warn(
                    "The built-in simulator stops now, and this task with it. To resume tasks later, keep a simulator"
                            + " running: reel simulator --vendor " + task.ref().provider() + " --port 8080");
        }
        options.output.ifPresent(file -> terminal.note("  then    reel resume TASK -o " + file));
        if (!options.json) {
            terminal.data(task.ref().toString());
        }
        return ExitCodes.OK;
    }
}
