package dev.plinth.tests.faults.judge;

import dev.plinth.auth.SessionEndedException;
import dev.plinth.core.ApiException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.TransportException;
import dev.plinth.storage.IntegrityException;
import dev.plinth.tests.faults.operation.Effect;
import dev.plinth.tests.faults.operation.WrongResultException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what came of a run. Of several things that are wrong with it, the worst counts. */
final class Judge {

    /** An outcome, and why. */
    record Finding(Outcome outcome, String why) {}

    private Judge() {}

    static Finding judge(Observation seen) {
        if (!seen.ended()) {
            return new Finding(Outcome.HANG, "the call did not end");
        }
        if (!seen.revealed().isEmpty()) {
            return new Finding(Outcome.WRONG, "another origin was sent " + seen.revealed());
        }
        Throwable failure = unwrapped(seen.failure());
        Finding finding = failure == null ? success(seen.effect()) : failure(failure, seen.effect());
        Throwable next = unwrapped(seen.nextFailure());
        if (!finding.outcome().acceptable() || (next == null && seen.open() == 0)) {
            return finding;
        }
        if (next instanceof WrongResultException) {
            return new Finding(Outcome.WRONG, "the next call: " + next.getMessage());
        }
        String left = next == null ? seen.open() + " connections were left" : "the next call failed: " + next;
        return new Finding(Outcome.LEAK, left);
    }

    private static Finding success(Effect effect) {
        return effect == Effect.DONE || effect == Effect.NONE
                ? new Finding(Outcome.IDENTICAL, "")
                : new Finding(Outcome.WRONG, "success was reported, but the state is " + effect);
    }

    private static Finding failure(Throwable failure, Effect effect) {
        String told = failure.toString();
        if (failure instanceof WrongResultException) {
            return new Finding(Outcome.WRONG, told);
        }
        if (!(failure instanceof PlinthException) && !(failure instanceof SdkException)) {
            return new Finding(Outcome.UNTYPED, told);
        }
        if (effect == Effect.OTHER && !(failure instanceof IntegrityException)) {
            return new Finding(Outcome.WRONG, "half of it is done: " + told);
        }
        boolean denied = effect == Effect.DONE && deniesThatItIsDone(failure);
        boolean misleading = denied || (effect == Effect.NONE && deniesThatItIsThere(failure));
        return new Finding(misleading ? Outcome.MISLEADING : Outcome.TYPED_ERROR, told);
    }

    /** Something that is done was not sent, not found, or there before only if an attempt of our own came too late. */
    private static boolean deniesThatItIsDone(Throwable failure) {
        return (failure instanceof TransportException broken && broken.requestNotSent())
                || failure instanceof ConflictException
                || (failure instanceof ApiException refused
                        && refused.code().value().endsWith("_exists"))
                || (failure instanceof S3Exception s3 && s3.statusCode() == 409)
                || deniesThatItIsThere(failure);
    }

    private static boolean deniesThatItIsThere(Throwable failure) {
        return failure instanceof NotFoundException
                || failure instanceof SessionEndedException
                || (failure instanceof S3Exception s3 && s3.statusCode() == 404);
    }

    /** Futures wrap what happened. */
    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        if (failure instanceof ExecutionException || failure instanceof CompletionException) {
            Throwable cause = failure.getCause();
            return cause == null ? failure : cause;
        }
        return failure;
    }
}
