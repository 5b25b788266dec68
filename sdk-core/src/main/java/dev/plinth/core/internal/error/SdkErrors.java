package dev.plinth.core.internal.error;

/** The error codes of {@link dev.plinth.core.ErrorCode}, which Plinth uses when a server sends none. */
public final class SdkErrors {

    // code | statuses | does a retry help | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            invalid_request | 400, 415, 416, 422 | no | the server rejects the request as invalid, without a code | -
            unauthorized | 401 | no | the credential is missing or not accepted by the server | use a valid key or token, or sign in again
            forbidden | 403 | no | the credential does not permit this operation | use a credential with more permissions
            not_found | 404, 405 | no | the resource or the route does not exist | check the name or id, and the connection's URL
            conflict | 409 | no | the resource already exists, or was changed at the same time | check the resource's current state
            payload_too_large | 413 | no | the request exceeds the limit of the server or of a proxy | send less data per request
            rate_limited | 429 | later | too many requests | wait for the time that retryAfter() returns, or send fewer requests
            server_error | 500 and above | later | the server failed, without a code | -
            project_paused | 540 | no | the project is paused | restore it in the platform's dashboard
            upstream_unavailable | 500 and above | later | a proxy could not reach the server behind it | try again later; if the error persists, contact the server's operator
            """);

    private SdkErrors() {}
}
