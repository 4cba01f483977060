package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.cli.Terminal.Style;
import io.github.reel4j.spi.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns whatever ended a run into words on stderr, fields of the report, and an exit code. */
final class FailureReport {

    private final Session session;

    FailureReport(Session session) {
        this.session = session;
    }

    int of(Throwable problem) {
        if (problem instanceof VideoException failure) {
            return failure(failure);
        }
        if (problem instanceof RefusedException refused) {
            return refused(refused.exitCode(), refused.kind(), String.valueOf(refused.getMessage()));
        }
        return bug(problem);
    }

    /** Arguments that cannot be read. */
    int usage(String message, String hint) {
        return refused(ExitCodes.USAGE, "USAGE", message + hint);
    }

    private int failure(VideoException failure) {
        String text = String.valueOf(failure.getMessage());
        failure.task().ifPresent(session.report()::task);
        int code = ExitCodes.of(failure.failure().kind());
        tell(text + wayOn(text));
        session.report().put("state", "failed").put("error", Facts.failure(failure.failure(), text));
        session.report().put("exit_code", code);
        return code;
    }

    private int refused(int code, String kind, String text) {
        tell(text + wayOn(text));
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("kind", kind);
        error.put("message", text);
        session.report().put("state", "failed").put("error", error).put("exit_code", code);
        return code;
    }

    /** The text of a stray exception is not shown: it may hold a key. */
    private int bug(Throwable problem) {
        StackTraceElement[] trace = problem.getStackTrace();
        String text = "BUG  " + problem.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0])
                + ". Please report this line to the reel4j project; REEL_DEBUG=1 adds the stack trace.";
        int code = refused(ExitCodes.BUG, "BUG", text);
        Settings settings = session.settings();
        if (settings.find("reel", "debug").isPresent()) {
            StringWriter stack = new StringWriter();
            problem.printStackTrace(new PrintWriter(stack));
            session.terminal().note(stack.toString());
        }
        return code;
    }

    /** Whatever went wrong, a task that was paid for can be reached. */
    private String wayOn(String text) {
        return session.report()
                .task()
                .map(Object::toString)
                .filter(task -> !text.contains(task) || text.startsWith("BUG"))
                .map(task -> "\n  The task is kept: reel resume " + task)
                .orElse("");
    }

    private void tell(String text) {
        int end = text.indexOf(' ');
        String kind = end < 0 ? text : text.substring(0, end);
        boolean shouted = kind.matches("[A-Z_]{3,}");
        session.terminal()
                .note(shouted ? session.terminal().paint(Style.BAD, kind) + text.substring(kind.length()) : text);
    }
}
