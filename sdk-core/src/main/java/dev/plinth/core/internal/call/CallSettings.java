package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpHeaders;

/** The settings of the calls of one derived connection. */
public record CallSettings(long timeoutNanos, int attempts, HttpHeaders headers) {}
