package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of public keys, by key id. */
@FunctionalInterface
public interface KeySet {

    /** Returns the keys that a token may be signed with: the one with its key id, or all if it names none. */
    List<Algorithm> candidates(@Nullable String kid, String algorithm);
}
