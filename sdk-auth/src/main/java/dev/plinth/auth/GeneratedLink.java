package dev.plinth.auth;

import dev.plinth.core.Secret;

/** A link that the server made and did not send. Whoever opens it first is signed in. Immutable. Made by Plinth only. */
public interface GeneratedLink {

    /**
     * Returns the user whom it is for.
     *
     * @return the user
     */
    User user();

    /**
     * Returns the link.
     *
     * @return an absolute URL
     */
    Secret actionLink();

    /**
     * Returns the code that a user may type in instead, for {@link AuthClient#verifyOtp}.
     *
     * @return digits
     */
    Secret emailOtp();

    /**
     * Returns the hash for a link of your own, for {@link AuthClient#verifyTokenHash}.
     *
     * @return the hash that the link carries
     */
    Secret tokenHash();

    /**
     * Returns what the link does, which may differ from what was asked for.
     *
     * @return the type to verify code and hash with
     */
    VerificationType verificationType();

    /**
     * Returns where the link leads in the end. If that is not what was asked for, the project does not allow it.
     *
     * @return the address
     */
    String redirectTo();
}
