package dev.plinth.auth;

/**
 * A sign-in that goes on in the user's browser. Keep the proof until the browser comes back, for instance in the user's
 * web session; then {@link AuthClient#completeSignIn}. Immutable. Made by Plinth only.
 */
public interface AuthorizationRequest {

    /**
     * Returns where to send the browser.
     *
     * @return an absolute URL
     */
    String url();

    /**
     * Returns the proof that ends the flow.
     *
     * @return a proof of this flow's own
     */
    Pkce pkce();
}
