package io.github.reel4j.examples.shop.web;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.OrderQueueException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns failures into responses that name what was wrong. They contain no prompt, no URL and no key. */
@RestControllerAdvice
class FailureResponses extends ResponseEntityExceptionHandler {

    @ExceptionHandler
    ProblemDetail invalidForm(IllegalArgumentException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail failedOrder(VideoException exception) {
        VideoFailure failure = exception.failure();
        String violations = failure.violations().stream()
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining(" "));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status(failure), violations.isEmpty() ? failure.message() : violations);
        problem.setProperty("kind", failure.kind().name());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail failedChange(OrderQueueException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(failure.getMessage()));
    }

    private static HttpStatus status(VideoFailure failure) {
        return failure.kind() == FailureKind.ORDER_KEY_CONFLICT
                ? HttpStatus.CONFLICT
                : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}
