package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Public keys, by the name that tokens call them. */
@FunctionalInterface
public interface KeySet {

    /** Returns the keys that a token may be signed with: one by its name, or all that fit if it names none. */
    List<Algorithm> candidates(@Nullable String kid, String algorithm);
}
