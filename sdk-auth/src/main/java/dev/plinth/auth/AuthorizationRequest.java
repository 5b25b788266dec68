package dev.plinth.auth;

/**
 * A sign-in that continues in the user's browser. Keep {@link #pkce()} until the browser returns, for example in the
 * user's web session, and pass it to {@link AuthClient#completeSignIn}. Immutable. Created by Plinth only.
 */
public interface AuthorizationRequest {

    /** {@return the URL to open in the browser, absolute} */
    String url();

    /** {@return the PKCE verifier and challenge of this sign-in} */
    Pkce pkce();
}
