package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GenerationRequest;
import java.util.Optional;

/** One order from the arguments to the file: check, show, ask, send once, keep the task, deliver. */
final class OrderFlow {

    private final CliContext context;
    private final OrderOptions options;
    private final Terminal terminal;

    OrderFlow(CliContext context, OrderOptions options) {
        this.context = context;
        this.options = options;
        this.terminal = context.terminal();
    }

    int place(GenerationRequest request) {
        OutputFile output = OutputFile.of(options.output, OutputFile.NOTHING_ORDERED);
        output.taken().ifPresent(terminal::warn);
        try (Callbacks callbacks = Callbacks.of(terminal, options);
                ClientSession open =
                        new ClientFactory(context, options, callbacks.base()).forOrder(request.operation())) {
            open.notice().ifPresent(terminal::warn);
            OrderQuotes offers = OrderQuotes.of(open.client(), request);
            offers.writeTo(context.report());
            context.report().put("simulated", open.isSimulated());
            new OrderView(terminal).showQuotes(offers);
            offers.failure().ifPresent(failure -> {
                throw new VideoException(failure);
            });
            if (!isConfirmed(open)) {
                context.report().put("state", "declined");
                terminal.note("nothing was ordered.");
                return ExitCodes.OK;
            }
            callbacks.serve(open.client());
            VideoTask task = send(open, callbacks, request);
            context.report().task(task.ref());
            Preview ordered = offers.previewOf(task.ref().provider());
            OrderQuotes.writeTo(context.report(), ordered);
            new OrderView(terminal).task(task.ref());
            return options.noWait
                    ? detach(open, task)
                    : new VideoDelivery(context, output, options.timeout)
                            .deliver(task, Formats.typicalTime(ordered.request().model()), !options.json);
        }
    }

    /**
     * A built-in simulator spends nothing.
     *
     * @throws CliException if nobody can be asked and nothing was said in advance
     */
    private boolean isConfirmed(ClientSession open) {
        if (options.yes || open.isSimulated()) {
            return true;
        }
        if (terminal.capabilities().interactive()) {
            return terminal.confirm("  Order it?");
        }
        if (options.maxPrice.isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "CONFIRMATION  this order costs money, and without a terminal at stdin and stderr nobody can be asked."
                            + "\n  Add --max-price USD to order up to that price, or --yes to order at any price."
                            + "\n  Nothing was ordered, nothing was billed.");
        }
        return true;
    }

    private VideoTask send(ClientSession open, Callbacks callbacks, GenerationRequest request) {
        PlacedOrder order = PlacedOrder.submit(open.client(), request);
        context.shutdown().sending(open.isSimulated(), order::tryCancel);
        Optional<VideoTask> accepted = Optional.empty();
        try {
            accepted = Optional.of(callbacks.awaitOrder(order, options.timeout));
            return accepted.get();
        } finally {
            context.shutdown().submitReturned(accepted.map(VideoTask::ref));
        }
    }

    private int detach(ClientSession open, VideoTask task) {
        context.report().put("state", "submitted");
        context.shutdown().finish();
        if (open.isSimulated()) {
            terminal.warn(
                    "The built-in simulator ends now, and this task with it. To come back to a task, keep one running:"
                            + " reel simulator --vendor " + task.ref().provider() + " --port 8080");
        }
        options.output.ifPresent(file -> terminal.note("  then    reel resume TASK -o " + file));
        if (!options.json) {
            terminal.data(task.ref().toString());
        }
        return ExitCodes.OK;
    }
}
