package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of public keys, by key id. */
@FunctionalInterface
public interface KeySet {

    /**
     * Returns the keys that may have signed a token: the key with its key id, or all keys if the token has no key id.
     */
    List<Algorithm> candidates(@Nullable String kid, String algorithm);
}
