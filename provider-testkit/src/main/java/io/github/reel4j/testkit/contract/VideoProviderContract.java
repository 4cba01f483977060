package io.github.reel4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.validation.RequestResolver;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every provider must do, for each operation it offers. Inherit it and say which provider; nothing is ever skipped.
 *
 * <p>The numbers group the rules: 1xx registration, 2xx submitting and money, 3xx tracking, 4xx results, 6xx prices and models,
 * 7xx secrets.
 */
public abstract class VideoProviderContract {

    private ProviderUnderTest subject;

    /** A fresh provider with a fresh vendor behind it. */
    protected abstract ProviderUnderTest start();

    @BeforeEach
    void begin() {
        subject = start();
    }

    @AfterEach
    void end() {
        subject.close();
    }

    @Test
    @DisplayName("RC-101 every operation has exactly one recommended model that can be ordered")
    void recommends() {
        assertFalse(operations().isEmpty(), "the table of models is empty");
        for (Operation operation : operations()) {
            long recommended = subject.provider().models().stream()
                    .filter(model -> model.operation() == operation && model.recommended())
                    .peek(model -> assertFalse(model.standing() == ModelSpec.Standing.PRICED_ONLY, model.id()))
                    .count();
            assertEquals(1, recommended, "recommended models for " + operation);
        }
    }

    @Test
    @DisplayName("RC-102 accessors answer the same id and table each time, and send nothing")
    void answersTheSame() {
        assertEquals(subject.provider().id(), subject.provider().id());
        assertEquals(subject.provider().models(), subject.provider().models());
        assertEquals(0, subject.requests(), "requests at the vendor");
    }

    @Test
    @DisplayName("RC-201 an accepted order is one order at the vendor and a task that can be printed and read")
    void submits() {
        int orders = 0;
        for (Operation operation : operations()) {
            TaskRef task = submitted(operation);
            assertEquals(++orders, subject.acceptedOrders(), "orders at the vendor");
            assertEquals(subject.provider().id(), task.provider());
            assertEquals(operation, task.operation());
            assertEquals(task, TaskRef.parse(task.toString()));
        }
    }

    @Test
    @DisplayName("RC-202 trouble with a submit is told as what it is, and the order is sent no second time")
    void sendsOnce() {
        for (Operation operation : operations()) {
            for (SubmitTrouble trouble : SubmitTrouble.values()) {
                int orders = subject.acceptedOrders();
                subject.nextSubmit(trouble);
                Either<VideoFailure, TaskRef> answer =
                        subject.provider().generator().submit(resolved(operation));
                String where = operation + " under " + trouble;
                assertTrue(answer.isLeft(), where + " must be a failure");
                assertEquals(trouble.expected(), answer.getLeft().kind(), where);
                assertEquals(orders + (trouble.accepted() ? 1 : 0), subject.acceptedOrders(), "orders, " + where);
                assertEquals(
                        trouble.accepted() ? Billing.MAYBE : Billing.NO,
                        answer.getLeft().billing(),
                        "billing, " + where);
            }
        }
    }

    @Test
    @DisplayName("RC-301 a task is followed to a video, and asking again says the same")
    void tracks() {
        for (Operation operation : operations()) {
            TaskRef task = submitted(operation);
            subject.finishTasks();
            GeneratedVideo video = succeeded(task);
            assertEquals(task, video.task());
            assertEquals(video, succeeded(task));
        }
    }

    @Test
    @DisplayName(
            "RC-302 a task that the vendor gave up is a failed status with the vendor's words, never an error of the poll")
    void tellsFailure() {
        for (Operation operation : operations()) {
            subject.nextTaskFails("CONTENT_VIOLATION", "Content violates safety guidelines");
            TaskRef task = submitted(operation);
            subject.finishTasks();
            TaskStatus.Failed failed = assertInstanceOf(TaskStatus.Failed.class, status(task), operation.word());
            assertEquals(FailureKind.GENERATION_FAILED, failed.failure().kind());
            assertEquals("CONTENT_VIOLATION", failed.failure().vendorCode().orElse("none"));
            assertTrue(
                    failed.failure().message().contains("Content violates safety guidelines"),
                    failed.failure().message());
            assertEquals(task, failed.failure().task().orElseThrow());
        }
    }

    @Test
    @DisplayName("RC-303 a task the vendor does not know is TASK_NOT_FOUND with the task, never a failed status")
    void doesNotKnow() {
        for (Operation operation : operations()) {
            TaskRef stranger = new TaskRef(
                    subject.provider().id(), operation, model(operation).id(), "never-ordered", "0", Instant.EPOCH);
            Either<VideoFailure, TaskStatus> answer =
                    subject.provider().tracker().status(stranger);
            assertTrue(answer.isLeft(), operation + ": " + answer);
            assertEquals(FailureKind.TASK_NOT_FOUND, answer.getLeft().kind(), operation.word());
            assertEquals(stranger, answer.getLeft().task().orElseThrow());
        }
    }

    @Test
    @DisplayName("RC-401 a result is written whole, is a video, and never replaces a file")
    void downloads(@TempDir Path folder) throws IOException {
        for (Operation operation : operations()) {
            TaskRef task = submitted(operation);
            subject.finishTasks();
            GeneratedVideo video = succeeded(task);
            Path target = folder.resolve(operation + ".mp4");
            assertEquals(
                    target,
                    subject.provider().downloader().download(video, target).get());
            byte[] file = Files.readAllBytes(target);
            assertEquals("ftyp", new String(file, 4, 4, StandardCharsets.US_ASCII));
            Files.writeString(target, "mine");
            assertTrue(subject.provider().downloader().download(video, target).isLeft(), "an existing file is refused");
            assertEquals("mine", Files.readString(target));
        }
    }

    @Test
    @DisplayName("RC-601 what is not known is never 0, and what is known has a source")
    void prices() {
        for (Operation operation : operations()) {
            Estimate estimate = subject.provider().pricing().estimate(resolved(operation));
            assertFalse(estimate.basis().isBlank(), "the basis of " + estimate);
            if (estimate instanceof Estimate.Known known) {
                assertTrue(known.money().amount().signum() > 0, "a known price above 0: " + known);
            } else if (estimate instanceof Estimate.Range range) {
                assertTrue(range.most().exceeds(range.least()), "a range that rises: " + range);
                assertTrue(range.least().amount().signum() > 0, "a range above 0: " + range);
            }
        }
        assertEquals(0, subject.requests(), "pricing sends nothing");
    }

    @Test
    @DisplayName("RC-602 a preview sends nothing")
    void previews() {
        for (Operation operation : operations()) {
            subject.provider().preview().ifPresent(preview -> {
                String shown = preview.preview(resolved(operation)).toString();
                assertKeepsSecret(shown);
            });
        }
        assertEquals(0, subject.requests(), "requests at the vendor");
    }

    @Test
    @DisplayName("RC-701 the key is in no text that a provider gives out")
    void keepsSecrets() {
        assertKeepsSecret(subject.provider().toString());
        for (Operation operation : operations()) {
            assertKeepsSecret(submitted(operation).toString());
            for (SubmitTrouble trouble : SubmitTrouble.values()) {
                subject.nextSubmit(trouble);
                assertKeepsSecret(subject.provider()
                        .generator()
                        .submit(resolved(operation))
                        .toString());
            }
        }
    }

    private void assertKeepsSecret(String text) {
        assertFalse(!subject.secret().isEmpty() && text.contains(subject.secret()), "the key is shown: " + text);
    }

    private List<Operation> operations() {
        return subject.provider().models().stream()
                .map(ModelSpec::operation)
                .distinct()
                .toList();
    }

    private ModelSpec model(Operation operation) {
        return subject.provider().models().stream()
                .filter(model -> model.operation() == operation && model.recommended())
                .findFirst()
                .orElseThrow();
    }

    private ResolvedRequest resolved(Operation operation) {
        return new RequestResolver(subject.provider().id(), subject.provider().models())
                .resolve(subject.request(operation))
                .getOrElseGet(violations -> fail("the sample request is refused: " + violations));
    }

    private TaskRef submitted(Operation operation) {
        return subject.provider()
                .generator()
                .submit(resolved(operation))
                .getOrElseGet(failure -> fail("the order was refused: " + failure));
    }

    private TaskStatus status(TaskRef task) {
        return subject.provider().tracker().status(task).getOrElseGet(failure -> fail("the poll failed: " + failure));
    }

    private GeneratedVideo succeeded(TaskRef task) {
        return assertInstanceOf(TaskStatus.Succeeded.class, status(task), task.operation() + " must be done")
                .video();
    }
}
