package dev.plinth.testkit.internal.platform;

/** A service that can make up users. */
public interface SeedsUsers {
    void seedUsers(int count);
}
