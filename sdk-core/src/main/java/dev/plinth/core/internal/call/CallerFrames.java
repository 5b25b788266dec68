package dev.plinth.core.internal.call;

import java.util.Arrays;

/** Removes the frames of the implementation from the top of a stack trace, so that it starts at the method called. */
final class CallerFrames {

    private CallerFrames() {}

    /** Trims an exception's stack trace, so that it starts at the first method of the public API, or at the caller. */
    static <E extends Throwable> E trim(E exception) {
        StackTraceElement[] frames = exception.getStackTrace();
        int first = 0;
        while (first < frames.length && isInternal(frames[first].getClassName())) {
            first++;
        }
        if (first > 0 && first < frames.length) {
            exception.setStackTrace(Arrays.copyOfRange(frames, first, frames.length));
        }
        return exception;
    }

    private static boolean isInternal(String className) {
        return className.startsWith("dev.plinth.")
                && (className.contains(".internal.") || className.startsWith("dev.plinth.core.ApiErrorDetails"));
    }
}
