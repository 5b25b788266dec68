package dev.plinth.examples.quickstart;

import java.util.Optional;

/**
 * What the tour may touch.
 *
 * @param everything whether it may make users and buckets of its own: on a platform that is only there for it
 * @param bucket the bucket of a real project in which it may leave and delete objects of its own
 */
record Permission(boolean everything, Optional<String> bucket) {

    static final Permission EVERYTHING = new Permission(true, Optional.empty());
    static final Permission READ_ONLY = new Permission(false, Optional.empty());
}
