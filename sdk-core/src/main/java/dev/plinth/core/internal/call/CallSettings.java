package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpHeaders;

/** The settings of one view's calls. */
public record CallSettings(long timeoutNanos, int attempts, HttpHeaders headers) {}
