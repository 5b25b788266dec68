package dev.plinth.testkit;

/** An embedded platform. */
public final class LocalPlatform {
    private LocalPlatform() {}
}
