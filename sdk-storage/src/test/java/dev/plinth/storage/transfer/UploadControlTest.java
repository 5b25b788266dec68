package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pausing, resuming, aborting and watching a resumable upload; also on the real server. */
class UploadControlTest {

    private static final int CHUNK = 100_000;

    private final Workshop workshop = new Workshop();

    @AfterEach
    void clear() {
        workshop.close();
    }

    @Test
    void aPausedUploadWaitsUntilItIsResumed() throws Exception {
        byte[] bytes = Workshop.random(350_000);
        CountDownLatch paused = new CountDownLatch(1);
        AtomicReference<ResumableUpload> upload = new AtomicReference<>();
        upload.set(workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofBytes(bytes),
                        o -> o.chunkSize(CHUNK).onProgress(Workshop.once(CHUNK + 1, () -> {
                            upload.get().pause();
                            paused.countDown();
                        }))));
        CompletableFuture<StoredObject> running = upload.get().start();
        assertThat(paused.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(running).isNotDone();
        assertThat(workshop.bucket().exists("p")).isFalse();
        upload.get().resume();
        running.get(60, TimeUnit.SECONDS);

        assertThat(workshop.stored("p")).isEqualTo(bytes);
    }

    @Test
    void anUploadPausedBeforeItRunsBeginsByWaiting() throws Exception {
        ResumableUpload upload = workshop.bucket().resumableUpload("p", Content.ofString("text"), o -> {});
        upload.pause();
        upload.pause();
        CompletableFuture<StoredObject> running = upload.start();

        assertThat(running).isNotDone();
        upload.resume();

        assertThat(running.get(60, TimeUnit.SECONDS).key()).isEqualTo("p");
    }

    @Test
    void abortEndsTheUploadAndDeletesWhatTheServerHas() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        AtomicReference<ResumableUpload> upload = new AtomicReference<>();
        upload.set(workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofBytes(Workshop.random(350_000)),
                        o -> o.chunkSize(CHUNK).onProgress(Workshop.once(CHUNK + 1, () -> {
                            upload.get().pause();
                            under.countDown();
                        }))));
        CompletableFuture<StoredObject> running = upload.get().start();
        assertThat(under.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(upload.get().abort()).isTrue();

        assertThat(running)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(CallCancelledException.class);
        assertThat(workshop.bucket().exists("p")).isFalse();
        assertThatThrownBy(upload.get()::run)
                .isInstanceOf(CallCancelledException.class)
                .hasMessageContaining("aborted");
    }

    @Test
    void aProgressListenerCanAbort() {
        AtomicReference<ResumableUpload> upload = new AtomicReference<>();
        upload.set(workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofBytes(Workshop.random(350_000)),
                        o -> o.chunkSize(CHUNK)
                                .onProgress(Workshop.once(
                                        CHUNK + 1, () -> upload.get().abort()))));

        assertThatThrownBy(upload.get()::run).isInstanceOf(CallCancelledException.class);
        assertThat(workshop.bucket().exists("p")).isFalse();
    }

    @Test
    void cancellingTheFutureStopsItAndARunGoesOn() {
        byte[] bytes = Workshop.random(350_000);
        AtomicReference<CompletableFuture<StoredObject>> running = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofBytes(bytes),
                        o -> o.chunkSize(CHUNK).onProgress(Workshop.once(CHUNK + 1, () -> {
                            await(known);
                            running.get().cancel(true);
                        })));
        running.set(upload.start());
        known.countDown();

        assertThatThrownBy(running.get()::join).isInstanceOf(java.util.concurrent.CancellationException.class);
        runWhenFree(upload);

        assertThat(workshop.stored("p")).isEqualTo(bytes);
    }

    @Test
    void aSecondRunAtTheSameTimeIsRefused() {
        AtomicReference<ResumableUpload> upload = new AtomicReference<>();
        AtomicReference<Throwable> second = new AtomicReference<>();
        upload.set(workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofString("text"),
                        o -> o.onProgress(Workshop.once(1, () -> {
                            try {
                                upload.get().run();
                            } catch (IllegalStateException e) {
                                second.set(e);
                            }
                        }))));

        upload.get().run();

        assertThat(second.get()).hasMessageContaining("already running");
    }

    @Test
    void progressGrowsToTheWhole() {
        List<Progress> told = new ArrayList<>();
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "p",
                        Content.ofBytes(Workshop.random(250_000)),
                        o -> o.chunkSize(CHUNK).onProgress(told::add));

        upload.run();

        assertThat(told).extracting(Progress::transferred).isSorted().last().isEqualTo(250_000L);
        assertThat(told).allSatisfy(p -> assertThat(p.total()).hasValue(250_000));
        assertThat(upload.progress().fraction()).hasValue(1);
    }

    @Test
    void aFinishedUploadReturnsTheSameAgain() {
        ResumableUpload upload = workshop.bucket().resumableUpload("f", Content.ofString("text"), o -> {});

        assertThat(upload.run()).isSameAs(upload.run());
        assertThat(upload.abort()).isFalse();
        assertThat(workshop.stored("f")).asString().isEqualTo("text");
    }

    /** The thread of the cancelled future may still be leaving. */
    private static void runWhenFree(ResumableUpload upload) {
        while (true) {
            try {
                upload.run();
                return;
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
